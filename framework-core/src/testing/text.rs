//! Texts as HTTP wants them.

use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, percent_decode_str, utf8_percent_encode};

/// What a form encodes (URL Standard, section 5.2); a space is `%20`, which means the same as `+`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

pub(super) fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, ENCODED)
}

pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Names and values as a query string or a form has them.
pub(super) fn pairs<'p>(pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let pairs = pairs.into_iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A header field, or the end of the test.
#[track_caller]
pub(super) fn field(name: &str, value: &[u8]) -> (HeaderName, HeaderValue) {
    match (name.parse(), HeaderValue::from_bytes(value)) {
        (Ok(name), Ok(value)) => (name, value),
        (Err(error), _) => panic!("`{name}` is no name of a header field: {error}"),
        (_, Err(error)) => panic!("the value of `{name}`: {error}"),
    }
}
