//! What a test says of a response. When it does not hold, the output shows request, response and log.

use std::fmt::Debug;

use serde_json::Value;

use super::{TestResponse, difference::differences};

/// Assertions, which may be chained.
impl TestResponse {
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
    /// When the header field is there.
    #[track_caller]
    pub fn assert_no_header(&self, name: &str) -> &Self {
        self.equal(name, self.header(name), None)
    }

    /// # Panics
    /// When it does not lead to the location.
    #[track_caller]
    pub fn assert_redirect(&self, location: &str) -> &Self {
        if !self.parts.status.is_redirection() {
            self.fail(&format!("status is {}, expected a redirect", self.status().code()));
        }
        self.assert_header("location", location)
    }

    /// # Panics
    /// When the body is another text.
    #[track_caller]
    pub fn assert_text(&self, text: &str) -> &Self {
        self.equal("body", self.text(), text)
    }

    /// # Panics
    /// When the text is nowhere in the body.
    #[track_caller]
    pub fn assert_body_contains(&self, text: &str) -> &Self {
        if !self.text().contains(text) {
            self.fail(&format!("the body does not contain {text:?}"));
        }
        self
    }

    /// # Panics
    /// When the body is other JSON. Every difference is told with its JSON pointer.
    #[track_caller]
    #[allow(clippy::needless_pass_by_value)] // `assert_json(json!(…))` reads better than with a borrow
    pub fn assert_json(&self, value: Value) -> &Self {
        self.equal_json(&self.json(), &value)
    }

    /// Looks at a part of the JSON, which a pointer names (RFC 6901): `assert_json_at("/users/0/name", "Ada")`.
    ///
    /// # Panics
    /// When it is missing or another one.
    #[track_caller]
    pub fn assert_json_at(&self, pointer: &str, value: impl Into<Value>) -> &Self {
        let body: Value = self.json();
        match body.pointer(pointer) {
            Some(found) => self.equal_json(found, &value.into()),
            None => self.fail(&format!("the body has no {pointer}")),
        }
    }

    /// Looks for one of the things that the request was refused for: a parameter's name or a JSON pointer, and the rule
    /// or a part of the message.
    ///
    /// # Panics
    /// When it was not refused for that.
    #[track_caller]
    pub fn assert_violation(&self, place: &str, rule: &str) -> &Self {
        if !self.problem().errors.iter().any(|violation| violation.is(place, rule)) {
            self.fail(&format!("no violation of {rule:?} at {place:?}"));
        }
        self
    }

    /// # Panics
    /// When nothing that was logged contains the text.
    #[track_caller]
    pub fn assert_logged(&self, text: &str) -> &Self {
        if !self.logs().contains(text) {
            self.fail(&format!("nothing logged contains {text:?}"));
        }
        self
    }

    #[track_caller]
    fn equal_json(&self, found: &Value, expected: &Value) -> &Self {
        if found != expected {
            self.fail(&format!("the body differs:{}", differences(found, expected)));
        }
        self
    }

    #[track_caller]
    fn equal<T: PartialEq + Debug>(&self, what: &str, found: T, expected: T) -> &Self {
        if found != expected {
            self.fail(&format!("{what} is {found:?}, expected {expected:?}"));
        }
        self
    }
}
