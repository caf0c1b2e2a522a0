//! What a request becomes when it cannot be served.

mod accept;
mod handlers;
mod mapping;
mod problem;
mod words;

use std::{
    any::TypeId,
    borrow::Cow,
    error::Error,
    fmt,
    sync::{Mutex, PoisonError},
};

use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) use accept::{Form, split};
pub(crate) use handlers::InvalidHandlers;
pub use handlers::{InvalidHandler, OfInvalid, of_invalid};
pub use mapping::{ErrorMapping, HttpError, Mapped, OtherwiseMapped};
pub(crate) use problem::{PROBLEM_JSON, escape};
pub(crate) use words::Words;

use crate::{BoxError, HttpStatus, Response};

/// What a request becomes when it cannot be served: a status, a public message, optional members and headers, and
/// a private source that only the log sees.
///
/// It is sent as `application/problem+json` (RFC 9457), as a page or a text to a client that prefers those, or as a
/// function with `#[invalid_handler]` has it. A handler returns it itself or as the error of a `Result`,
/// where `?` takes any [`std::error::Error`]: a 500 whose text is logged and not sent, unless its type derives
/// `HttpError`.
///
/// ```
/// # use framework_core as framework;
/// use framework::Invalid;
///
/// fn age(text: &str) -> Result<u8, Invalid> {
///     let age: u8 = text.parse()?; // any error: 500, its text stays private
///     if age == 0 {
///         return Err(Invalid::unprocessable("nobody is 0 years old").with("limit", 1));
///     }
///     Ok(age)
/// }
///
/// assert_eq!(age("0").unwrap_err().status(), 422);
/// let foreign = age("x").unwrap_err();
/// assert_eq!(foreign.status(), 500);
/// assert_eq!(foreign.detail(), None);
/// assert_eq!(foreign.source().unwrap().to_string(), "invalid digit found in string");
/// ```
// One word, and deliberately no `std::error::Error`: with it, the blanket `From` below would overlap with `From<T> for T`.
pub struct Invalid(Box<Inner>);

struct Inner {
    status: HttpStatus,
    detail: Option<Cow<'static, str>>,
    members: Map<String, Value>,
    headers: HeaderMap,
    source: Option<BoxError>,
    declined: bool,
    /// Never locked: it makes the whole shareable, which the body of a response is not.
    answer: Option<Mutex<Response>>,
}

macro_rules! by_status {
    ($($name:ident $status:ident $article:literal)*) => {$(
        #[doc = concat!($article, " with a public message.")]
        #[cold]
        pub fn $name(detail: impl Into<Cow<'static, str>>) -> Self {
            Invalid::new(HttpStatus::$status, detail)
        }
    )*};
}

impl Invalid {
    /// Any status with a public message.
    #[cold]
    pub fn new(status: HttpStatus, detail: impl Into<Cow<'static, str>>) -> Self {
        let mut invalid = Invalid::of(status);
        invalid.0.detail = Some(detail.into());
        invalid
    }

    /// Any status without a message: its reason says enough.
    #[cold]
    #[must_use]
    pub fn of(status: HttpStatus) -> Self {
        let (members, headers) = (Map::new(), HeaderMap::new());
        Invalid(Box::new(Inner { status, detail: None, members, headers, source: None, declined: false, answer: None }))
    }

    by_status! {
        bad_request BAD_REQUEST "A 400"
        unauthorized UNAUTHORIZED "A 401"
        forbidden FORBIDDEN "A 403"
        not_found NOT_FOUND "A 404"
        conflict CONFLICT "A 409"
        gone GONE "A 410"
        unprocessable UNPROCESSABLE_ENTITY "A 422"
        too_many_requests TOO_MANY_REQUESTS "A 429"
        unavailable SERVICE_UNAVAILABLE "A 503"
    }

    /// A 500 whose cause is logged and not sent.
    ///
    /// It takes what `?` cannot: anyhow's error, a `Box<dyn Error>` or a text (`.map_err(Invalid::internal)?`).
    #[cold]
    pub fn internal(error: impl Into<BoxError>) -> Self {
        Invalid::of(HttpStatus::INTERNAL_SERVER_ERROR).caused_by(error)
    }

    /// Hands the request, as it came, to the application's fallback; a 404 where there is none.
    #[cold]
    #[must_use]
    pub fn declined() -> Self {
        let mut invalid = Invalid::of(HttpStatus::NOT_FOUND);
        invalid.0.declined = true;
        invalid
    }

    pub(crate) fn is_declined(&self) -> bool {
        self.0.declined
    }

    /// Adds the private cause, for the log alone.
    #[must_use]
    pub fn caused_by(mut self, error: impl Into<BoxError>) -> Self {
        self.0.source = Some(error.into());
        self
    }

    /// Adds a member to the problem, or replaces it; `type`, `title`, `status`, `detail` and `instance` may be set too.
    ///
    /// A text, a number, a date, a bean, a list: whatever serde writes. What cannot be JSON makes it a 500, logged.
    #[must_use]
    pub fn with(self, name: impl Into<String>, value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(value) => self.with_value(name.into(), value),
            Err(error) => Invalid::internal(error),
        }
    }

    pub(crate) fn with_value(mut self, name: String, value: Value) -> Self {
        self.0.members.insert(name, value);
        self
    }

    /// Adds a header field to the response; several of one name are all sent.
    ///
    /// A name or value that HTTP does not allow, and the length of the body, make it a 500, logged.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match header_field(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.0.headers.append(name, value);
                self
            }
            Err(invalid) => invalid,
        }
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.0.headers
    }

    /// What is answered instead, where that is a response of its own and no refusal.
    pub(crate) fn answered_by(response: Response) -> Self {
        let mut invalid = Invalid::of(response.status().into());
        invalid.0.answer = Some(Mutex::new(response));
        invalid
    }

    /// The response that it stands for.
    ///
    /// # Errors
    /// It is a refusal, to be rendered.
    pub(crate) fn into_answer(mut self) -> Result<Response, Invalid> {
        let Some(response) = self.0.answer.take() else { return Err(self) };
        let mut response = response.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (name, value) in &self.0.headers {
            if SINGLE.contains(name) {
                response.headers_mut().insert(name, value.clone());
            } else {
                response.headers_mut().append(name, value.clone());
            }
        }
        Ok(response)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> HttpStatus {
        self.0.status
    }

    /// The public message.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// A member that was added by [`with`](Invalid::with); parameters and bodies add `errors`, a list of objects.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.0.members.get(name)
    }

    /// The header fields that were added.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The private cause. It is for the log: shown to a caller, it tells what an attacker wants to know.
    #[must_use]
    pub fn source(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }

    pub(crate) fn take_source(&mut self) -> Option<BoxError> {
        self.0.source.take()
    }

    /// Makes the status one that can carry a problem. Below 300, it would be the beginning of another response, or
    /// say that all is well; 304 has no body to say what is wrong.
    pub(crate) fn make_final(&mut self) {
        if self.0.status.code() < 300 || self.0.status == 304 {
            self.0.status = HttpStatus::INTERNAL_SERVER_ERROR;
        }
    }
}

/// A header field that a program may set: its name and value are HTTP's, and it does not frame the body.
///
/// # Errors
/// A logged 500: what is set here is the program's own, and a line break in it would begin another field.
pub(crate) fn header_field(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Invalid> {
    match (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
        (Ok(name), Ok(value)) if name != header::CONTENT_LENGTH && name != header::TRANSFER_ENCODING => {
            Ok((name, value))
        }
        _ => Err(Invalid::internal(format!(
            "`{}: {}` is no header field that can be set here",
            name.escape_debug(),
            value.escape_debug()
        ))),
    }
}

/// RFC 9110 gives them one value.
pub(crate) const SINGLE: [HeaderName; 6] = [
    header::CONTENT_TYPE,
    header::CONTENT_DISPOSITION,
    header::CONTENT_RANGE,
    header::ETAG,
    header::LAST_MODIFIED,
    header::LOCATION,
];

/// The private cause with all its own causes, for the log.
pub(crate) struct Causes<'a>(pub(crate) &'a (dyn Error + 'static));

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

/// Any error, by `?`: what [`ErrorMapping`] says of its type, otherwise a 500 whose text stays private.
#[diagnostic::do_not_recommend]
impl<E: Error + Send + Sync + 'static> From<E> for Invalid {
    #[cold]
    fn from(error: E) -> Self {
        let public = ErrorMapping::of(TypeId::of::<E>()).and_then(|mapping| (mapping.public)(&error));
        let invalid = match public {
            Some((status, detail)) if detail.is_empty() => Invalid::of(status),
            Some((status, detail)) => Invalid::new(status, detail),
            None => Invalid::of(HttpStatus::INTERNAL_SERVER_ERROR),
        };
        invalid.caused_by(error)
    }
}

/// What may be the error of a returned `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot become an `Invalid`",
    label = "this error type cannot be answered to a caller",
    note = "implement `std::error::Error` for `{Self}` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error",
    note = "of a status alone, `Invalid::new(HttpStatus::NOT_FOUND, \"no such user\")` makes one"
)]
pub trait IntoInvalid: 'static {
    /// The `Invalid`.
    fn into_invalid(self) -> Invalid;
}

#[diagnostic::do_not_recommend]
impl<E: Into<Invalid> + 'static> IntoInvalid for E {
    fn into_invalid(self) -> Invalid {
        self.into()
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.status)?;
        if let Some(detail) = &self.0.detail {
            write!(f, ": {detail}")?;
        }
        Ok(())
    }
}

/// For what takes any error, as the items of a stream do: its text is the private cause, where there is one.
impl From<Invalid> for BoxError {
    fn from(mut invalid: Invalid) -> Self {
        invalid.take_source().unwrap_or_else(|| invalid.to_string().into())
    }
}

impl fmt::Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invalid")
            .field("status", &self.0.status)
            .field("detail", &self.0.detail)
            .field("members", &self.0.members)
            .field("headers", &self.0.headers)
            .field("source", &self.0.source)
            .finish()
    }
}
