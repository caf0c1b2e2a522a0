//! What a handler returns.
//!
//! [`IntoResponse`] is the one trait: conversion and description side by side.

mod behind;
mod containers;
mod content;
mod conversions;
mod draft;
mod event;
mod give;
mod kinds;
mod prefix;
mod redirect;
mod scalars;
mod sse;
mod statuses;
mod stream;
mod streamed;
mod suffixes;
mod wrappers;

pub use content::{Content, Text};
pub use draft::NoStatus;
pub use event::{Event, IntoEvent};
pub use give::{
    Give, OtherwiseFailed, OtherwiseGive, OtherwiseReturned, OtherwiseShape, Shape, answer_of, never, returned,
    shape_of, shape_of_async,
};
pub use kinds::{
    BytesResponse, FileResponse, HtmlResponse, JsonResponse, PlainTextResponse, RedirectResponse, StatusResponse,
};
pub use prefix::{FromPrefix, Prefixed, claim, counts, describe_prefixes};
pub use sse::Sse;
pub use statuses::{Accepted, Created, NoContent, Status, is_final};
pub use stream::{ByteStream, IntoBytes, IntoLine, NdJson};
pub use suffixes::Suffixes;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

pub(crate) use crate::heads::{HTML, JSON, OCTETS, TEXT};
use crate::{
    Body, HttpStatus, Invalid, Response,
    bean::Json,
    context::Context,
    schema::{self, Description, Schema},
    status::name_reason,
    takeover::Handover,
};

/// A type that a handler can return.
///
/// Text, numbers, dates, statuses, beans and containers of them are there already. A type of one's own says how it
/// is sent and what that is called:
///
/// ```
/// # use framework_core as framework;
/// use framework::{Context, Description, HttpStatus, IntoResponse, Invalid, Response, http};
///
/// struct Csv(String);
///
/// impl IntoResponse for Csv {
///     fn into_response(self, _: &Context) -> Result<Response, Invalid> {
///         Ok(http::Response::builder().header("content-type", "text/csv").body(self.0.into())?)
///     }
///
///     fn describe(description: &mut Description<'_>) {
///         description.response(HttpStatus::OK, "text/csv", Default::default());
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "cannot be made into a response",
    note = "add `#[derive(Bean)]` to `{Self}` to send it as JSON, or implement `IntoResponse` for it",
    note = "what points to something, as a `Box`, is returned as what it holds"
)]
pub trait IntoResponse: Sized {
    /// Whether it is a text whose prefix, as `$html:`, may choose the response type.
    const PREFIXES: Prefixing = Prefixing::Never;

    /// Whether the status that the type says, if any, can be sent: [`Status<42, T>`](Status) cannot. What holds
    /// another value hands this on.
    const IS_FINAL: bool = true;

    /// Makes the response.
    ///
    /// # Errors
    /// What is to be answered instead: an `Invalid` is rendered in one place, for all of them.
    fn into_response(self, context: &Context) -> Result<Response, Invalid>;

    /// Makes the response where the handler says `prefixed`. What holds another value hands this on to it.
    ///
    /// # Errors
    /// As [`into_response`](IntoResponse::into_response).
    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        self.into_response(context)
    }

    /// Describes its responses.
    fn describe(description: &mut Description<'_>);
}

/// Whether the prefix of a returned value, such as `$html:`, chooses the response type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefixing {
    /// It is no text.
    Never,
    /// It always counts: the program wrote the text.
    Always,
    /// It counts where the handler says `prefixed`: the text may hold what a visitor typed.
    WhereAsked,
}

/// A 200 of a type.
pub(crate) fn ok(content_type: HeaderValue, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response
}

/// A 200 of text.
pub(crate) fn text(context: &Context, text: impl Into<Body>) -> Response {
    begun(&context.heads.text, text.into())
}

/// A 200 that begins with a copy of a head.
fn begun(head: &HeaderMap, body: Body) -> Response {
    let mut response = Response::new(body);
    head.clone_into(response.headers_mut());
    response
}

/// A response of one header field and no body.
pub(crate) fn empty(status: StatusCode, name: HeaderName, value: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(name, value);
    response
}

/// A response, put right, whoever has made it: what would break the connection is refused or mended.
///
/// # Errors
/// An informational status, which would be taken for the beginning of another response: a logged 500.
#[inline]
pub(crate) fn sound(mut answer: Result<Response, Invalid>) -> Result<Response, Invalid> {
    // Most are; moving a response takes more instructions than looking at it.
    let framing = |name: &HeaderName| *name == header::CONTENT_LENGTH || *name == header::TRANSFER_ENCODING;
    if let Ok(response) = &answer
        && (response.status() != StatusCode::OK || response.headers().keys().any(framing))
    {
        answer = answer.and_then(mended);
    }
    answer
}

fn mended(mut response: Response) -> Result<Response, Invalid> {
    let status = response.status();
    if status == StatusCode::SWITCHING_PROTOCOLS && response.extensions().get::<Handover>().is_some() {
        return Ok(response);
    }
    if status.is_informational() {
        return Err(Invalid::internal(format!("{} is no final status", HttpStatus::from(status))));
    }
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH); // made of the body itself
    headers.remove(header::TRANSFER_ENCODING);
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) {
        headers.remove(header::CONTENT_TYPE);
        *response.body_mut() = Body::empty();
    }
    name_reason(&mut response);
    Ok(response)
}

/// A 200 with a value as JSON.
///
/// # Errors
/// A logged 500 when the value cannot be written, never half of it.
pub fn json<T: serde::Serialize + ?Sized>(value: &T, context: &Context) -> Result<Response, Invalid> {
    Ok(begun(&context.heads.json, written(value)?.into()))
}

/// A value as JSON, written once into one buffer.
///
/// # Errors
/// A logged 500 when the value cannot be written, never half of it.
fn written<T: serde::Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Invalid> {
    serde_json::to_vec(value).map_err(Invalid::internal)
}

/// Describes a value that is sent as JSON.
pub fn describe_json<T: Json>(description: &mut Description<'_>) {
    let schema = T::schema(description.schemas);
    description.response(HttpStatus::OK, "application/json", schema);
}

/// The schema of a text.
fn text_schema(description: &mut Description<'_>) -> Schema {
    String::schema(description.schemas)
}

/// The schema of where a response leads.
fn location_schema() -> Schema {
    schema::object(serde_json::json!({ "type": "string", "format": "uri-reference" }))
}
