//! What hyper's parser refuses is answered like any other request that is refused.
//!
//! hyper is at its end with it. So the answer is written here, and the connection closed: slowly enough for the other end
//! to read it.

use std::{io, pin::pin, time::SystemTime};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use http_body_util::BodyExt;
use tokio::io::AsyncWriteExt;

use super::{manners, wire::Wire};
use crate::{
    HttpStatus, Invalid, Response,
    body::BodyLimit,
    config::HttpSettings,
    request::{RequestHead, Sender},
    service::{Application, refuse},
    takeover::{close, until},
    watch::{Order, Watch},
};

/// A request that hyper does not parse.
pub(super) struct Unparsed {
    /// What hyper has read and not taken apart.
    pub(super) read: Bytes,
    pub(super) error: hyper::Error,
    pub(super) sender: Sender,
}

impl Unparsed {
    /// Answers it, behind what is held of other answers, and closes the connection.
    pub(super) async fn answer(self, application: &Application, mut wire: Wire, held: Vec<u8>, watch: &Watch) {
        watch.request_begins(); // judged as any other: a function that answers may take its time
        let (invalid, parts) = self.refused(&application.context.settings.http);
        let head = RequestHead::new(parts, self.sender);
        let answered = async {
            let Ok(response) = refuse(application, invalid, head).await;
            if send(&mut wire, held, response).await.is_err() {
                watch.tell(Order::Abort);
            }
        };
        let is_answered = until(Order::Cut, watch, pin!(answered)).await;
        watch.request_ends();
        if is_answered {
            until(Order::Close, watch, pin!(close(wire, watch))).await;
        }
    }

    /// Why it is refused, and what is known of its head: nothing of one that is malformed.
    fn refused(&self, settings: &HttpSettings) -> (Invalid, Parts) {
        let Unparsed { read, error, .. } = self;
        if !error.is_parse_too_large() {
            return (Invalid::bad_request(format!("the request cannot be read: {error}")), no_head());
        }
        // It is well formed as far as it was read, and still there.
        let (parts, target, is_more) = head(read, settings.header_count);
        if target > settings.target_limit {
            (manners::too_long(settings.target_limit), parts)
        } else if is_more {
            (manners::too_many(settings.header_count), parts)
        } else if read.len() >= manners::ceiling(settings) {
            (manners::too_large(settings.header_limit), parts)
        } else {
            // Only a length that no number of hyper's can hold: the head is gone, what is there is of the body.
            let limit = BodyLimit { bytes: settings.body_limit, said_by: BodyLimit::SETTING };
            let detail = format!("the body is larger than {limit}");
            (Invalid::new(HttpStatus::PAYLOAD_TOO_LARGE, detail), no_head())
        }
    }
}

/// A head that was never read. A dash stands for the method, as in logs.
fn no_head() -> Parts {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    (parts.method, parts.uri) = (Method::from_bytes(b"-").unwrap_or_default(), Uri::from_static("*"));
    parts
}

/// A head as far as it was read, with so many fields at most; the length of its target; whether there are more fields.
fn head(read: &[u8], most: usize) -> (Parts, usize, bool) {
    let mut parts = no_head();
    let mut lines = read.split_inclusive(|byte| *byte == b'\n');
    let mut words = lines.next().unwrap_or_default().trim_ascii_end().split(|byte| *byte == b' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if let Ok(method) = Method::from_bytes(method) {
        parts.method = method;
    }
    if let Ok(uri) = Uri::try_from(target) {
        parts.uri = uri;
    }
    while parts.headers.len() < most
        && let Some((name, value)) = lines.next().and_then(field)
    {
        parts.headers.append(name, value);
    }
    let is_more = parts.headers.len() == most && lines.next().is_some_and(|line| !line.trim_ascii_end().is_empty());
    (parts, target.len(), is_more)
}

/// The field of a whole line.
fn field(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let line = line.strip_suffix(b"\n")?;
    let (name, value) = line.split_at(line.iter().position(|byte| *byte == b':')?);
    Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value[1..].trim_ascii()).ok()?))
}

/// Writes an answer that is the last of its connection.
async fn send(wire: &mut Wire, mut bytes: Vec<u8>, response: Response) -> io::Result<()> {
    let (parts, mut body) = response.into_parts();
    let reason = parts.status.canonical_reason().unwrap_or("UNKNOWN");
    bytes.extend_from_slice(format!("HTTP/1.1 {} {reason}\r\n", parts.status.as_str()).as_bytes());
    let mut headers = parts.headers;
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    let has_content = !matches!(parts.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    // Where no length is known, the end of the connection tells; that of an answer to `HEAD` is there already.
    if let Some(length) = http_body::Body::size_hint(&body).exact().filter(|_| has_content) {
        headers.entry(header::CONTENT_LENGTH).or_insert(length.into());
    }
    if let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(SystemTime::now())) {
        headers.entry(header::DATE).or_insert(date);
    }
    for (name, value) in &headers {
        let line = [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"];
        line.iter().for_each(|part| bytes.extend_from_slice(part));
    }
    bytes.extend_from_slice(b"\r\n");
    wire.write_all(&bytes).await?;
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(io::Error::other)?.into_data() {
            wire.write_all(&data).await?;
        }
    }
    wire.flush().await
}
