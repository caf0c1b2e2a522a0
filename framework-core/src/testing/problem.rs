//! A problem (RFC 9457) as a test reads it.

use serde_json::{Map, Value};

/// What a request was refused with: problem+json, read.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TestProblem {
    /// `type`: what kind of problem it is; `about:blank` where the status says it all.
    pub kind: String,
    /// The status's name, unless the program has another.
    pub title: String,
    /// The status.
    pub status: u16,
    /// What is wrong with this request.
    pub detail: Option<String>,
    /// The path that was asked.
    pub instance: Option<String>,
    /// Everything that is wrong with parameters and beans.
    pub errors: Vec<TestViolation>,
    /// All members, those above too.
    pub members: Map<String, Value>,
}

/// One of the things that are wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TestViolation {
    /// `in`: where the parameter comes from, as `query` or `body`.
    pub place: String,
    /// The parameter's name; none for a body.
    pub name: Option<String>,
    /// What is wrong in a body or a bean, as a JSON pointer.
    pub pointer: Option<String>,
    /// The rule that is broken, as `required` or `length`.
    pub rule: Option<String>,
    /// For people.
    pub message: String,
}

impl TestProblem {
    /// The problem that a JSON object is.
    pub(super) fn read(members: Map<String, Value>) -> Option<Self> {
        let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(TestProblem {
            kind: text("type").unwrap_or_else(|| "about:blank".to_owned()),
            title: text("title")?,
            status: members.get("status").and_then(Value::as_u64).and_then(|status| status.try_into().ok())?,
            detail: text("detail"),
            instance: text("instance"),
            errors: members.get("errors").and_then(Value::as_array).into_iter().flatten().map(violation).collect(),
            members,
        })
    }
}

fn violation(error: &Value) -> TestViolation {
    let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
    TestViolation {
        place: text("in").unwrap_or_default(),
        name: text("name"),
        pointer: text("pointer"),
        rule: text("rule"),
        message: text("message").unwrap_or_else(|| error.to_string()),
    }
}

impl TestViolation {
    /// Whether it is at a place, a name or a JSON pointer, and of a rule, or its message contains the text.
    pub(super) fn is(&self, place: &str, rule: &str) -> bool {
        let at = |known: &Option<String>| known.as_deref() == Some(place);
        (at(&self.name) || at(&self.pointer)) && (self.rule.as_deref() == Some(rule) || self.message.contains(rule))
    }
}
