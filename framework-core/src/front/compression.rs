//! Compresses responses, with gzip, where that is worth it.
//!
//! Gzip alone: everybody understands it, it takes a crate without C, and what is compressed for each request anew must
//! be fast. What does not change lies better beside its file, compressed once and as brotli: see `Assets`.

use std::{
    io::Write,
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use flate2::{Compression as Level, write::GzEncoder};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use http_body::{Body as _, Frame};

use crate::{Body, BoxError, Response, body::PIECE, files::accepts_gzip};

/// Which responses are compressed.
#[derive(Debug)]
pub(super) struct Compression {
    min_size: u64,
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether the response to a request with these fields is to be compressed.
///
/// Not where another site asks with a visitor's cookies: it could see the length alone, and guess a secret of the page
/// by letting it stand beside guesses (BREACH).
pub(super) fn is_wanted(headers: &HeaderMap) -> bool {
    let is_foreign = headers.get(SEC_FETCH_SITE).is_some_and(|site| site == "cross-site");
    accepts_gzip(headers) && !(is_foreign && headers.contains_key(header::COOKIE))
}

impl Compression {
    pub(super) fn new(min_size: u64) -> Self {
        Compression { min_size }
    }

    /// Compresses a response, if it is wanted and worth it.
    pub(super) fn compress(&self, response: &mut Response, is_wanted: bool) {
        if !self.is_worth_it(response) {
            return;
        }
        let headers = response.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        if !is_wanted {
            return;
        }
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.remove(header::ACCEPT_RANGES); // of these bytes none are sent
        if let Some(tag) = headers.get_mut(header::ETAG) {
            weaken(tag);
        }
        let body = mem::take(response.body_mut());
        *response.body_mut() = Body::new(Compressed::new(body));
    }

    /// Whether a response can become smaller, and may.
    fn is_worth_it(&self, response: &Response) -> bool {
        let headers = response.headers();
        let is_text = headers.get(header::CONTENT_TYPE).is_some_and(|value| is_compressible(value.as_bytes()));
        is_text
            && response.body().len().is_none_or(|length| length > 0 && length >= self.min_size)
            && response.status() != StatusCode::PARTIAL_CONTENT
            && !headers.contains_key(header::CONTENT_ENCODING)
            && !headers.contains_key(header::CONTENT_RANGE)
            && !headers.get_all(header::CACHE_CONTROL).iter().any(forbids)
    }
}

/// `no-transform` (RFC 9111, section 5.2.2.6).
fn forbids(cache_control: &HeaderValue) -> bool {
    let mut directives = cache_control.as_bytes().split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    directives.any(|directive| directive.eq_ignore_ascii_case(b"no-transform"))
}

/// Other bytes, the same meaning (RFC 9110, section 8.8.1).
fn weaken(tag: &mut HeaderValue) {
    if !tag.as_bytes().starts_with(b"W/")
        && let Ok(weak) = HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat())
    {
        *tag = weak;
    }
}

/// What is text, in whatever form. Pictures, sounds, films and archives are compressed already; of an event stream every
/// event is due at once.
fn is_compressible(content_type: &[u8]) -> bool {
    let end = content_type.iter().position(|byte| *byte == b';').unwrap_or(content_type.len());
    let essence = content_type[..end].trim_ascii().to_ascii_lowercase();
    let is_text = essence.starts_with(b"text/") && essence != b"text/event-stream";
    is_text || essence.ends_with(b"+json") || essence.ends_with(b"+xml") || OTHERS.contains(&essence.as_slice())
}

const OTHERS: [&[u8]; 10] = [
    b"application/json",
    b"application/x-ndjson",
    b"application/xml",
    b"application/javascript",
    b"application/wasm",
    b"application/x-javascript",
    b"application/yaml",
    b"application/toml",
    b"font/ttf",
    b"font/otf",
];

/// A body that is compressed while it is sent.
struct Compressed {
    body: Body,
    /// None once it has ended.
    encoder: Option<GzEncoder<Vec<u8>>>,
    /// Whether it holds what has not been handed on.
    is_due: bool,
    /// What follows the data.
    trailers: Option<Frame<Bytes>>,
}

/// No more than this is compressed at once, however small it becomes.
const MOST: usize = 64 * 1024;

impl Compressed {
    fn new(body: Body) -> Self {
        // The cheapest level: most of what there is to gain, while others wait for the thread.
        let encoder = GzEncoder::new(Vec::new(), Level::fast());
        Compressed { body, encoder: Some(encoder), is_due: false, trailers: None }
    }

    /// What is ready to be sent, if anything is.
    fn next(&mut self, task: &mut Context<'_>) -> Result<Poll<Option<Bytes>>, BoxError> {
        let Some(encoder) = &mut self.encoder else { return Ok(Poll::Ready(None)) };
        let mut taken = 0;
        loop {
            match Pin::new(&mut self.body).poll_frame(task) {
                Poll::Ready(Some(frame)) => match frame?.into_data() {
                    Ok(data) => {
                        encoder.write_all(&data)?;
                        self.is_due = true;
                        taken += data.len();
                        if encoder.get_ref().len() >= PIECE {
                            break;
                        }
                        if taken >= MOST {
                            encoder.flush()?;
                            self.is_due = false;
                            break;
                        }
                    }
                    Err(trailers) => {
                        self.trailers = Some(trailers);
                        return Ok(Poll::Ready(self.end()?));
                    }
                },
                Poll::Ready(None) => return Ok(Poll::Ready(self.end()?)),
                // Whoever reads a stream waits for what has been written to it.
                Poll::Pending if self.is_due => {
                    encoder.flush()?;
                    self.is_due = false;
                    break;
                }
                Poll::Pending => return Ok(Poll::Pending),
            }
        }
        Ok(Poll::Ready(Some(mem::take(encoder.get_mut()).into())))
    }

    fn end(&mut self) -> Result<Option<Bytes>, BoxError> {
        let rest = self.encoder.take().map(GzEncoder::finish).transpose()?;
        Ok(rest.map(Bytes::from))
    }
}

impl http_body::Body for Compressed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.next(task) {
            Ok(Poll::Ready(Some(bytes))) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Ok(Poll::Ready(None)) => Poll::Ready(self.trailers.take().map(Ok)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(error) => Poll::Ready(Some(Err(error))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_is_compressible_and_what_is_compressed_is_not() {
        let cases = [
            ("text/html; charset=UTF-8", true),
            ("TEXT/CSS", true),
            ("application/json", true),
            ("application/problem+json", true),
            ("image/svg+xml", true),
            ("application/x-ndjson", true),
            ("text/event-stream", false),
            ("image/png", false),
            ("video/mp4", false),
            ("application/zip", false),
            ("application/octet-stream", false),
            ("font/woff2", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_compressible(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn another_site_that_asks_with_cookies_gets_nothing_compressed() {
        let cases: [(&[(&str, &str)], bool); 6] = [
            (&[], false),
            (&[("accept-encoding", "gzip")], true),
            (&[("accept-encoding", "gzip;q=0")], false),
            (&[("accept-encoding", "gzip"), ("cookie", "a=1")], true),
            (&[("accept-encoding", "gzip"), ("cookie", "a=1"), ("sec-fetch-site", "cross-site")], false),
            (&[("accept-encoding", "gzip"), ("sec-fetch-site", "cross-site")], true),
        ];
        for (fields, expected) in cases {
            let mut request = http::Request::get("/");
            for (name, value) in fields {
                request = request.header(*name, *value);
            }
            let request = request.body(()).expect("a request");
            assert_eq!(is_wanted(request.headers()), expected, "{fields:?}");
        }
    }
}
