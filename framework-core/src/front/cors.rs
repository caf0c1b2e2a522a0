//! Which scripts of other sites may read responses (the CORS protocol of the Fetch standard).
//!
//! Whatever the settings say, requests are answered: it is the browser that keeps a response from a script.

use http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts};

use crate::{
    Response,
    config::{Allowed, CorsSettings},
    respond::empty,
};

/// What is answered to other sites, written once.
#[derive(Debug)]
pub(super) struct Cors {
    origins: Allowed<String>,
    methods: HeaderValue,
    headers: HeaderValue,
    credentials: bool,
    max_age: HeaderValue,
}

const ANY: HeaderValue = HeaderValue::from_static("*");
const TRUE: HeaderValue = HeaderValue::from_static("true");
const ORIGIN: HeaderValue = HeaderValue::from_static("origin");

impl Cors {
    /// None where no site is allowed anything.
    pub(super) fn new(settings: &CorsSettings) -> Option<Self> {
        let CorsSettings { origins, methods, headers, credentials, max_age } = settings;
        (*origins != Allowed::These(Vec::new())).then(|| Cors {
            origins: origins.clone(),
            methods: list(methods),
            headers: list(headers),
            credentials: *credentials,
            max_age: max_age.as_secs().into(),
        })
    }

    /// To which origin a response is given; none where the request is of no other site, or of none that is allowed.
    pub(super) fn grant(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        match &self.origins {
            Allowed::Any => Some(ANY),
            Allowed::These(origins) => {
                let is_it = |allowed: &String| allowed.as_bytes().eq_ignore_ascii_case(origin.as_bytes());
                origins.iter().any(is_it).then(|| origin.clone())
            }
        }
    }

    /// The answer to a browser that asks whether it may ask; any other `OPTIONS` is the routes'.
    pub(super) fn preflight(&self, parts: &Parts) -> Option<Response> {
        if parts.method != Method::OPTIONS || !parts.headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
            return None;
        }
        let methods = self.methods.clone();
        let mut response = empty(StatusCode::NO_CONTENT, header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_HEADERS, self.headers.clone());
        response.headers_mut().insert(header::ACCESS_CONTROL_MAX_AGE, self.max_age.clone());
        Some(response)
    }

    /// Says to whom a response is given; what a handler says of it stays.
    pub(super) fn add(&self, headers: &mut HeaderMap, granted: Option<HeaderValue>) {
        if self.origins != Allowed::Any {
            headers.append(header::VARY, ORIGIN); // no cache may give it to another site
        }
        if let Some(origin) = granted
            && !headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
        {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            if self.credentials {
                headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE);
            }
        }
    }
}

/// The members of a list, as a field has them.
fn list<T: AsRef<str>>(allowed: &Allowed<T>) -> HeaderValue {
    match allowed {
        Allowed::Any => ANY,
        Allowed::These(these) => {
            let names: Vec<_> = these.iter().map(AsRef::as_ref).collect();
            HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static("")) // all are tokens
        }
    }
}
