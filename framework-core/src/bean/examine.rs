//! Finds everything that is wrong with a JSON value, with a JSON pointer (RFC 6901) to each.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Json, JsonKey};

/// A place in a JSON value, and what was found wrong up to there.
#[derive(Debug, Default)]
pub struct At {
    pointer: String,
    violations: Vec<Violation>,
    length: usize,
    /// The object holds other members too: those of the bean into which this one is flattened.
    among: bool,
    /// How many enums without a tag are being tried, one inside the other.
    probes: u8,
}

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where: a JSON pointer, empty for the whole value.
    pub pointer: String,
    /// Which rule is broken: `type`, `required` …
    pub rule: &'static str,
    /// What is wrong, for a reader.
    pub message: String,
    /// The kind of value that was found, where that says more.
    pub found: Option<&'static str>,
}

/// Whether a bean's member must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must, unless its type is an `Option`.
    Required,
    /// It has a default.
    Defaulted,
}

/// More would help nobody, and a visitor could make the answer as large as he likes.
const MOST: usize = 100;

/// Bytes of all pointers and messages together.
const MOST_TEXT: usize = 16 * 1024;

/// Enums without a tag inside each other that are looked into: every level multiplies the work.
const MOST_PROBES: u8 = 4;

/// Characters of a name in a pointer; a longer one is cut.
const LONGEST_NAME: usize = 64;

impl At {
    /// Reports a violation here.
    pub fn violation(&mut self, rule: &'static str, message: impl Into<String>) {
        self.report(rule, message.into(), None);
    }

    fn report(&mut self, rule: &'static str, message: String, found: Option<&'static str>) {
        let length = self.pointer.len() + message.len();
        if self.violations.len() < MOST && self.length + length <= MOST_TEXT {
            self.length += length;
            self.violations.push(Violation { pointer: self.pointer.clone(), rule, message, found });
        }
    }

    /// Reports a value that does not read as the scalar `T`.
    pub fn scalar<T: DeserializeOwned>(&mut self, value: &Value, expected: &str) {
        if T::deserialize(value).is_err() {
            self.mismatch(value, expected);
        }
    }

    /// Looks into each element of an array.
    pub fn elements<T: Json>(&mut self, value: &Value) {
        match value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.inside(&index.to_string(), |at| T::examine(element, at));
                }
            }
            other => self.mismatch(other, "an array"),
        }
    }

    /// Looks at each key and into each value of an object used as a map.
    pub fn entries<K: JsonKey, V: Json>(&mut self, value: &Value) {
        self.object(value, |members, at| {
            for (name, value) in members {
                at.inside(name, |at| {
                    if !K::is_key(name) {
                        at.violation("key", "is no such key");
                    }
                    V::examine(value, at);
                });
            }
        });
    }

    /// Looks into an object; anything else is reported.
    pub fn object(&mut self, value: &Value, look: impl FnOnce(&Map<String, Value>, &mut At)) {
        match value {
            Value::Object(members) => look(members, self),
            other => self.mismatch(other, "an object"),
        }
    }

    /// Reports text that is none of the variants of an enum.
    pub fn variant(&mut self, value: &Value, variants: &[&str], aliases: &[&str]) {
        match value {
            Value::String(name) if variants.contains(&name.as_str()) || aliases.contains(&name.as_str()) => {}
            Value::String(_) => self.violation("one_of", format!("expected one of {}", variants.join(", "))),
            other => self.mismatch(other, "text"),
        }
    }

    pub(super) fn mismatch(&mut self, value: &Value, expected: &str) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        self.report("type", format!("expected {expected}"), (found != expected).then_some(found));
    }

    pub(super) fn inside(&mut self, name: &str, look: impl FnOnce(&mut At)) {
        let length = self.pointer.len();
        let among = std::mem::take(&mut self.among);
        self.pointer.push('/');
        let end = name.char_indices().nth(LONGEST_NAME).map(|(end, _)| end);
        self.pointer.push_str(&name[..end.unwrap_or(name.len())].replace('~', "~0").replace('/', "~1"));
        self.pointer.push_str(if end.is_some() { "…" } else { "" });
        look(self);
        self.pointer.truncate(length);
        self.among = among;
    }

    /// Looks at what is flattened into an object.
    pub(super) fn among(&mut self, look: impl FnOnce(&mut At)) {
        let among = std::mem::replace(&mut self.among, true);
        look(self);
        self.among = among;
    }

    pub(super) fn is_among(&self) -> bool {
        self.among
    }

    /// Looks at the same place for itself, unless that has gone too deep.
    pub(super) fn probe(&self) -> Option<At> {
        let (pointer, among, probes) = (self.pointer.clone(), self.among, self.probes + 1);
        (probes <= MOST_PROBES).then(|| At { pointer, among, probes, ..At::default() })
    }

    /// How far what a probe found is from right: another kind of value is worse than anything inside it.
    pub(super) fn badness(&self, here: &At) -> (bool, usize) {
        (self.violations.iter().any(|violation| violation.pointer == here.pointer), self.violations.len())
    }

    /// Reports what a probe found.
    pub(super) fn absorb(&mut self, probe: At) {
        for violation in probe.violations {
            let length = violation.pointer.len() + violation.message.len();
            if self.violations.len() < MOST && self.length + length <= MOST_TEXT {
                self.length += length;
                self.violations.push(violation);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.violations
    }
}
