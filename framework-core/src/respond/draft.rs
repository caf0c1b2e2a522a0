//! What every response type is made of.

use http::{HeaderName, HeaderValue, header};

use super::Content;
use crate::{
    Body, BoxFuture, HttpStatus, Invalid, InvalidStatus, Response,
    body::Unfinished,
    context::Context,
    cookie::Cookie,
    invalid::{SINGLE, header_field},
    request::RequestHead,
};

/// A response under construction, or what is answered instead of one.
// In a box: it stands as the error of a `Result`, where clippy asks for something small.
#[derive(Debug)]
pub(crate) struct Draft(Result<Box<Begun>, Invalid>);

#[derive(Debug)]
struct Begun {
    response: Response,
    /// Whether its media type is that of its content: neither its kind nor a builder has named one.
    is_called_by_content: bool,
}

impl Draft {
    /// A 200 of a type.
    pub(super) fn new(content_type: HeaderValue, body: impl Into<Body>) -> Self {
        Draft::made(Ok(super::ok(content_type, body)))
    }

    /// A response without a body, and so without a type; content that it is given brings its own.
    pub(super) fn empty(status: HttpStatus) -> Self {
        let response = Response::new(Body::empty());
        Draft(Ok(Box::new(Begun { response, is_called_by_content: true }))).status(status)
    }

    /// A 200 whose type the body itself will say.
    pub(super) fn of(body: Body) -> Self {
        Draft::made(Ok(Response::new(body)))
    }

    pub(super) fn refused(invalid: Invalid) -> Self {
        Draft(Err(invalid))
    }

    pub(super) fn made(response: Result<Response, Invalid>) -> Self {
        Draft(response.map(|response| Box::new(Begun { response, is_called_by_content: false })))
    }

    pub(super) fn into_response(self) -> Result<Response, Invalid> {
        self.0.map(|begun| begun.response)
    }

    pub(super) fn into_invalid(self) -> Invalid {
        self.into_response().map_or_else(|invalid| invalid, Invalid::answered_by)
    }

    /// A response that the service renders, where it is a refusal: that needs the request.
    pub(super) fn into_http(self) -> Response {
        self.into_response().unwrap_or_else(|invalid| {
            let status = invalid.status();
            let mut response = Response::new(Body::unfinished(Refused(invalid)));
            *response.status_mut() = status.into();
            response
        })
    }

    pub(super) fn status<S: TryInto<HttpStatus, Error: Into<NoStatus>>>(self, status: S) -> Self {
        match status.try_into() {
            Ok(status) => self.map(|begun| *begun.response.status_mut() = status.into()),
            Err(error) => Draft(self.0.and_then(|_| Err(Invalid::internal(error.into().0)))),
        }
    }

    pub(super) fn header(self, name: &str, value: &str) -> Self {
        match header_field(name, value) {
            Ok((name, value)) => self.field(name, value),
            Err(invalid) => self.instead(invalid),
        }
    }

    /// Adds a header field; one that may be there only once is replaced.
    pub(super) fn field(mut self, name: HeaderName, value: HeaderValue) -> Self {
        match &mut self.0 {
            Ok(begun) if SINGLE.contains(&name) => {
                begun.is_called_by_content &= name != header::CONTENT_TYPE;
                begun.response.headers_mut().insert(name, value);
            }
            Ok(begun) => drop(begun.response.headers_mut().append(name, value)),
            // The problem is of its own type, whatever the response would have been.
            Err(_) if SINGLE.contains(&name) => {}
            Err(invalid) => drop(invalid.headers_mut().append(name, value)),
        }
        self
    }

    pub(super) fn cookie(self, cookie: &Cookie) -> Self {
        match cookie.to_header() {
            Ok(value) => self.field(header::SET_COOKIE, value),
            Err(invalid) => self.instead(invalid),
        }
    }

    /// Sets a value of the session; the pipeline does it, which knows the request.
    #[cfg(feature = "sessions")]
    pub(super) fn session(self, key: String, value: serde_json::Result<serde_json::Value>) -> Self {
        match value {
            Ok(value) => self.map(|begun| {
                let pending = begun.response.extensions_mut().get_or_insert_default::<crate::session::Pending>();
                pending.0.push((key, value));
            }),
            Err(error) => self.instead(Invalid::internal(error)),
        }
    }

    pub(super) fn content(self, content: Content) -> Self {
        self.map(|Begun { response, is_called_by_content }| {
            let Content { bytes, media_type } = content;
            if *is_called_by_content && bytes.is_empty() {
                response.headers_mut().remove(header::CONTENT_TYPE);
            } else if *is_called_by_content {
                response.headers_mut().insert(header::CONTENT_TYPE, media_type);
            }
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = body.with_content(bytes);
        })
    }

    fn map(mut self, change: impl FnOnce(&mut Begun)) -> Self {
        if let Ok(begun) = &mut self.0 {
            change(begun);
        }
        self
    }

    /// The first mistake is the one that is told.
    fn instead(self, invalid: Invalid) -> Self {
        Draft(self.0.and_then(|_| Err(invalid)))
    }
}

/// Why something is not a status.
#[derive(Debug)]
pub struct NoStatus(String);

impl From<InvalidStatus> for NoStatus {
    fn from(error: InvalidStatus) -> Self {
        NoStatus(error.to_string())
    }
}

impl From<std::convert::Infallible> for NoStatus {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

/// A refusal on its way as a response.
struct Refused(Invalid);

impl Unfinished for Refused {
    fn finish<'a>(
        self: Box<Self>,
        begun: Response,
        _: &'a RequestHead,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Response, Invalid>> {
        // What somebody has added on the way.
        let draft = begun
            .headers()
            .iter()
            .fold(Draft::refused(self.0), |draft, (name, value)| draft.field(name.clone(), value.clone()));
        Box::pin(std::future::ready(draft.into_response()))
    }
}
