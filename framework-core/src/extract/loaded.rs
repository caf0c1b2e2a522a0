//! A request ready for conversion: everything that is asynchronous is done.

use bytes::Bytes;
use http::header;

use super::{Needs, Parameter, ParameterError, Source};
use crate::{
    Body, HttpStatus, Invalid,
    context::Context,
    request::{NotUtf8, RequestHead, method_has_body},
};

/// A request's head and, where the route needs it, its whole body. Arguments may borrow from it.
#[derive(Debug)]
pub struct Loaded {
    head: RequestHead,
    body: Bytes,
}

/// Reads what the route needs: 415 before 413 before 400.
///
/// # Errors
/// The media type or the length is refused, or the body breaks off.
pub async fn load(loaded: &mut Loaded, body: &mut Body, needs: Needs, context: &Context) -> Result<(), Invalid> {
    if needs.has(Needs::JSON) && !body.is_empty() {
        expect_json(&loaded.head)?;
    }
    if needs.has(Needs::BODY) {
        loaded.body = std::mem::take(body).read(context.settings.http.body_limit).await?;
    }
    Ok(())
}

impl Loaded {
    /// A request whose body is not read yet.
    pub(crate) fn new(head: RequestHead) -> Self {
        Loaded { head, body: Bytes::new() }
    }

    /// The request as it came; `rest` is its body, unless that has been read.
    pub(crate) fn into_request(self, rest: Body) -> http::Request<Body> {
        let body = if self.body.is_empty() { rest } else { Body::from(self.body) };
        http::Request::from_parts(self.head.parts, body)
    }

    pub(crate) fn head_mut(&mut self) -> &mut RequestHead {
        &mut self.head
    }

    /// The request without its body.
    #[must_use]
    pub fn head(&self) -> &RequestHead {
        &self.head
    }

    /// The body; empty where the route does not need it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Where an argument of a kind comes from in this request.
    pub(crate) fn source(&self, parameter: &Parameter, kind: super::Kind) -> Source {
        Source::of(parameter.place, kind, method_has_body(self.head.method()))
    }

    /// The text of a parameter, decoded; `None` when it is not there.
    pub(crate) fn text(&self, parameter: &'static Parameter, source: Source) -> Result<Option<&str>, ParameterError> {
        let text = match source {
            Source::Path => self.head.capture(parameter.name).map(Some).map(Ok),
            Source::Query => self.query(parameter).next().map(|value| value.map(Some)),
            Source::Header => self.head.headers().get(parameter.name).map(|value| utf8(value.as_bytes()).map(Some)),
            Source::Body | Source::Json | Source::Request => Some(utf8(&self.body).map(Some)),
        };
        text.unwrap_or(Ok(None)).map_err(|NotUtf8| not_utf8(parameter, source))
    }

    /// All texts of a parameter that may be repeated.
    pub(crate) fn texts(&self, parameter: &'static Parameter, source: Source) -> Result<Vec<&str>, ParameterError> {
        let texts = match source {
            Source::Path => return Ok(self.head.capture(parameter.name).into_iter().collect()),
            Source::Query => self.query(parameter).collect(),
            Source::Header => {
                let values = self.head.headers().get_all(parameter.name);
                values.into_iter().map(|value| utf8(value.as_bytes())).collect()
            }
            Source::Body | Source::Json | Source::Request => utf8(&self.body).map(|body| vec![body]),
        };
        texts.map_err(|NotUtf8| not_utf8(parameter, source))
    }

    /// All names and values of the query string.
    pub(crate) fn pairs(&self, parameter: &'static Parameter) -> Result<Vec<(&str, &str)>, ParameterError> {
        let pairs = self.head.query.pairs(self.head.uri().query());
        let pairs = pairs.map(|(name, value)| value.map(|value| (name, value))).collect::<Result<_, _>>();
        pairs.map_err(|NotUtf8| not_utf8(parameter, Source::Query))
    }

    fn query<'r>(&'r self, parameter: &'static Parameter) -> impl Iterator<Item = Result<&'r str, NotUtf8>> {
        self.head.query.values(self.head.uri().query(), parameter.name)
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, NotUtf8> {
    std::str::from_utf8(bytes).map_err(|_| NotUtf8)
}

#[cold]
fn not_utf8(parameter: &'static Parameter, source: Source) -> ParameterError {
    ParameterError::refused(parameter, source, "expected UTF-8".to_owned())
}

/// `application/json` and `application/…+json`, with any parameters.
fn expect_json(head: &RequestHead) -> Result<(), Invalid> {
    let content_type = head.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes());
    let essence = content_type.unwrap_or_default().split(|byte| *byte == b';').next().unwrap_or_default();
    let essence = essence.trim_ascii();
    let json = essence.eq_ignore_ascii_case(b"application/json")
        || essence.len() > b"application/+json".len()
            && essence[..12].eq_ignore_ascii_case(b"application/")
            && essence[essence.len() - 5..].eq_ignore_ascii_case(b"+json");
    if json { Ok(()) } else { Err(unsupported(content_type)) }
}

#[cold]
fn unsupported(content_type: Option<&[u8]>) -> Invalid {
    let detail = match content_type {
        None => "the body has no Content-Type; send `application/json`",
        Some(_) => "the body's Content-Type is not supported; send `application/json`",
    };
    Invalid::new(HttpStatus::UNSUPPORTED_MEDIA_TYPE, detail).header("accept", "application/json")
}
