//! Answers as the tests of what handlers return expect them.

use framework::TestResponse;

use crate::socket::encoded;

pub(crate) const TEXT: &str = "text/plain; charset=UTF-8";
pub(crate) const HTML: &str = "text/html; charset=UTF-8";
pub(crate) const JSON: &str = "application/json; charset=UTF-8";
pub(crate) const OCTETS: &str = "application/octet-stream";
pub(crate) const TOML: &str = "text/x-toml; charset=UTF-8";
pub(crate) const PROBLEM: &str = "application/problem+json";

/// A file in the root of the repository, `rustfmt.toml`.
pub(crate) const A_FILE: &str = include_str!("../../rustfmt.toml");

/// A path with a text in its query, whatever the text is.
pub(crate) fn with(path: &str, text: &str) -> String {
    format!("{path}?text={}", encoded(text))
}

#[track_caller]
pub(crate) fn assert_answer(answer: &TestResponse, status: u16, content_type: Option<&str>, body: &str) {
    answer.assert_status(status).assert_text(body);
    assert_eq!(answer.header("content-type"), content_type, "{body}");
}
