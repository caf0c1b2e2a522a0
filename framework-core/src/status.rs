//! The status of a response.

use std::fmt;

use http::StatusCode;
use hyper::ext::ReasonPhrase;

/// A status code of a response, 100 to 999 (RFC 9110, section 15).
///
/// The registered ones are constants; any other is made with [`TryFrom<u16>`](#impl-TryFrom<u16>-for-HttpStatus).
///
/// ```
/// # use framework_core as framework;
/// use framework::HttpStatus;
///
/// assert_eq!(HttpStatus::ACCEPTED.code(), 202);
/// assert_eq!(HttpStatus::ACCEPTED.reason(), "Accepted");
/// assert_eq!(HttpStatus::try_from(600)?.reason(), "UNKNOWN");
/// assert!(HttpStatus::try_from(42).is_err());
/// # Ok::<(), framework::InvalidStatus>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpStatus(StatusCode);

impl HttpStatus {
    /// The number, 100 to 999.
    #[must_use]
    pub fn code(self) -> u16 {
        self.0.as_u16()
    }

    pub(crate) const fn from_code(code: u16) -> Option<Self> {
        match StatusCode::from_u16(code) {
            Ok(status) => Some(HttpStatus(status)),
            Err(_) => None,
        }
    }

    /// The registered reason phrase, or `UNKNOWN`.
    #[must_use]
    pub fn reason(self) -> &'static str {
        self.0.canonical_reason().unwrap_or("UNKNOWN")
    }

    /// Whether it is 500 to 599.
    #[must_use]
    pub fn is_server_error(self) -> bool {
        self.0.is_server_error()
    }
}

macro_rules! registered {
    ($($name:ident)*) => {
        impl HttpStatus {
            $(
                #[doc = concat!("The registered status `", stringify!($name), "`.")]
                pub const $name: HttpStatus = HttpStatus(StatusCode::$name);
            )*
        }
    };
}

registered! {
    CONTINUE SWITCHING_PROTOCOLS PROCESSING EARLY_HINTS
    OK CREATED ACCEPTED NON_AUTHORITATIVE_INFORMATION NO_CONTENT RESET_CONTENT PARTIAL_CONTENT
    MULTI_STATUS ALREADY_REPORTED IM_USED
    MULTIPLE_CHOICES MOVED_PERMANENTLY FOUND SEE_OTHER NOT_MODIFIED USE_PROXY TEMPORARY_REDIRECT
    PERMANENT_REDIRECT
    BAD_REQUEST UNAUTHORIZED PAYMENT_REQUIRED FORBIDDEN NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
    PROXY_AUTHENTICATION_REQUIRED REQUEST_TIMEOUT CONFLICT GONE LENGTH_REQUIRED PRECONDITION_FAILED
    PAYLOAD_TOO_LARGE URI_TOO_LONG UNSUPPORTED_MEDIA_TYPE RANGE_NOT_SATISFIABLE EXPECTATION_FAILED
    IM_A_TEAPOT MISDIRECTED_REQUEST UNPROCESSABLE_ENTITY LOCKED FAILED_DEPENDENCY TOO_EARLY
    UPGRADE_REQUIRED PRECONDITION_REQUIRED TOO_MANY_REQUESTS REQUEST_HEADER_FIELDS_TOO_LARGE
    UNAVAILABLE_FOR_LEGAL_REASONS
    INTERNAL_SERVER_ERROR NOT_IMPLEMENTED BAD_GATEWAY SERVICE_UNAVAILABLE GATEWAY_TIMEOUT
    HTTP_VERSION_NOT_SUPPORTED VARIANT_ALSO_NEGOTIATES INSUFFICIENT_STORAGE LOOP_DETECTED NOT_EXTENDED
    NETWORK_AUTHENTICATION_REQUIRED
}

/// A number that is not a status code: below 100 or above 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidStatus(u16);

impl fmt::Display for InvalidStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no status code; write one from 100 to 999", self.0)
    }
}

impl std::error::Error for InvalidStatus {}

impl TryFrom<u16> for HttpStatus {
    type Error = InvalidStatus;

    fn try_from(code: u16) -> Result<Self, InvalidStatus> {
        StatusCode::from_u16(code).map(HttpStatus).map_err(|_| InvalidStatus(code))
    }
}

impl From<StatusCode> for HttpStatus {
    fn from(code: StatusCode) -> Self {
        HttpStatus(code)
    }
}

impl From<HttpStatus> for StatusCode {
    fn from(status: HttpStatus) -> Self {
        status.0
    }
}

impl PartialEq<u16> for HttpStatus {
    fn eq(&self, code: &u16) -> bool {
        self.code() == *code
    }
}

impl fmt::Debug for HttpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The number and the reason: `404 Not Found`.
impl fmt::Display for HttpStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.reason())
    }
}

/// Gives a status that is not registered the reason `UNKNOWN` on HTTP/1.1; hyper would write `<none>`.
pub(crate) fn name_reason<B>(response: &mut http::Response<B>) {
    if response.status().canonical_reason().is_none() {
        response.extensions_mut().insert(ReasonPhrase::from_static(b"UNKNOWN"));
    }
}
