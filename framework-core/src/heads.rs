//! Heads that most responses begin with.

use http::{HeaderMap, HeaderValue, header};

pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=UTF-8");
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=UTF-8");
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=UTF-8");
pub(crate) const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// The header fields of the usual responses, with all that every response is given: to copy them takes fewer
/// instructions than to put one field after the other where it belongs.
#[derive(Debug)]
pub(crate) struct Heads {
    pub(crate) text: HeaderMap,
    pub(crate) json: HeaderMap,
}

impl Heads {
    /// With what every response is given.
    pub(crate) fn new(complete: impl Fn(&mut HeaderMap)) -> Self {
        let head = |content_type| {
            let mut head = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type)]);
            complete(&mut head);
            head
        };
        Heads { text: head(TEXT), json: head(JSON) }
    }
}

impl Default for Heads {
    fn default() -> Self {
        Heads::new(|_| {})
    }
}
