//! A response of a test, with assertions that show it when they fail.

use std::fmt::Debug;

use bytes::Bytes;
use http::{HeaderMap, response::Parts};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{HttpStatus, Response};

/// A response, read whole.
#[derive(Debug)]
pub struct TestResponse {
    asked: String,
    parts: Parts,
    body: Bytes,
}

impl TestResponse {
    pub(super) async fn read(asked: String, response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let body = body.read(u64::MAX).await.unwrap_or_else(|error| panic!("{asked}: the body broke off: {error}"));
        TestResponse { asked, parts, body }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> HttpStatus {
        self.parts.status.into()
    }

    /// All header fields.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The first value of a header field, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    ///
    /// # Panics
    /// When it is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_else(|error| self.fail(&format!("the body is not UTF-8: {error}")))
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not such JSON.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| self.fail(&format!("the body does not read: {error}")))
    }

    /// # Panics
    /// When the status is another one.
    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        self.equal("status", self.status().code(), status)
    }

    /// # Panics
    /// When the header field is missing or its first value is another one.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) -> &Self {
        self.equal(name, self.header(name), Some(value))
    }

    /// # Panics
    /// When the body is another text.
    #[track_caller]
    pub fn assert_text(&self, text: &str) -> &Self {
        self.equal("body", self.text(), text)
    }

    /// # Panics
    /// When the body is other JSON.
    #[track_caller]
    #[allow(clippy::needless_pass_by_value)] // `assert_json(json!(…))` reads better than with a borrow
    pub fn assert_json(&self, value: Value) -> &Self {
        self.equal("body", self.json::<Value>(), value)
    }

    #[track_caller]
    fn equal<T: PartialEq + Debug>(&self, what: &str, found: T, expected: T) -> &Self {
        if found != expected {
            self.fail(&format!("{what} is {found:?}, expected {expected:?}"));
        }
        self
    }

    #[track_caller]
    fn fail(&self, problem: &str) -> ! {
        let body = String::from_utf8_lossy(&self.body);
        panic!("{}: {problem}\n{} {:?}\n{body}", self.asked, self.status(), self.parts.headers)
    }
}
