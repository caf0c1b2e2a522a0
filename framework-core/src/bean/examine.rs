//! Finds everything that is wrong with a JSON value, with a JSON pointer (RFC 6901) to each.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Check, Json, JsonKey, file_number};

/// A place in a JSON value, and what was found wrong up to there.
#[derive(Debug, Default)]
pub struct At {
    pointer: String,
    violations: Vec<Violation>,
    /// Bytes of all pointers and messages.
    length: usize,
    /// The object holds other members too: those of the bean into which this one is flattened.
    among: bool,
    /// How many enums without a tag are being tried, one inside the other.
    probes: u8,
    /// While rules are looked for: where the value cannot be read.
    unreadable: Option<Vec<String>>,
    /// Whether what is reported is about rules.
    checking: bool,
}

/// One thing that is wrong with a value.
///
/// A rule of a whole bean makes one with a pointer to the member that it is about:
///
/// ```
/// # use framework_core as framework;
/// use framework::Violation;
///
/// let violation = Violation::new("/repeated", "is not the same as the password");
/// assert_eq!(violation.rule, "custom");
/// ```
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

impl Violation {
    /// What a rule of the program found. The pointer (RFC 6901) begins at the value that the rule is given: `/zip` is its
    /// member, and empty is the value itself.
    pub fn new(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Violation { pointer: pointer.into(), rule: "custom", message: message.into(), found: None }
    }
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

/// Bytes of a pointer in JSON.
const LONGEST_POINTER: usize = 2 * 1024;

impl At {
    /// Reports a violation here.
    pub fn violation(&mut self, rule: &'static str, message: impl Into<String>) {
        self.report(rule, message.into(), None);
    }

    fn report(&mut self, rule: &'static str, message: String, found: Option<&'static str>) {
        self.add(Violation { pointer: String::new(), rule, message, found });
    }

    /// Reports a violation whose pointer begins here.
    pub(super) fn add(&mut self, mut violation: Violation) {
        if self.unreadable.is_some() && !self.checking {
            return; // it was reported the first time
        }
        let length = self.pointer.len() + violation.pointer.len() + violation.message.len();
        // The first is always kept: it is what tells that the value is refused.
        let fits = self.violations.len() < MOST && self.length + length <= MOST_TEXT;
        if fits || self.violations.is_empty() {
            let slash = if violation.pointer.is_empty() || violation.pointer.starts_with('/') { "" } else { "/" };
            violation.pointer.insert_str(0, slash);
            violation.pointer.insert_str(0, &self.pointer);
            self.length += length;
            self.violations.push(violation);
        }
    }

    /// Puts a name before the pointers of what was reported last, as many as came after `before`.
    #[cold]
    pub(super) fn lead(&mut self, before: usize, name: &str) {
        let step = step(name);
        for violation in self.violations.iter_mut().skip(before) {
            violation.pointer.insert_str(self.pointer.len(), &step);
            self.length += step.len();
        }
        while self.length > MOST_TEXT && self.violations.len() > 1 {
            let last = self.violations.pop();
            self.length -= last.map_or(0, |last| last.pointer.len() + last.message.len());
        }
    }

    /// From now on only rules are reported, of what can be read. Whether more can be reported at all.
    pub(super) fn begin_rules(&mut self) -> bool {
        self.unreadable = Some(self.violations.iter().map(|violation| violation.pointer.clone()).collect());
        self.violations.len() < MOST
    }

    /// Whether rules alone are reported.
    pub(super) fn looks_for_rules(&self) -> bool {
        self.unreadable.is_some()
    }

    /// Checks the rules of the value that is here, if it can be read; whether that was done. Each part of a value is
    /// read once at most: what is checked as a whole is not looked into.
    pub(super) fn checks(&mut self, value: &Value, check: Option<Check>) -> bool {
        let (Some(check), Some(unreadable)) = (check, &self.unreadable) else { return false };
        let is_here = |pointer: &String| {
            pointer.strip_prefix(self.pointer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if unreadable.iter().any(is_here) {
            return false;
        }
        self.checking = true;
        let checked = check(value, self);
        self.checking = false;
        checked
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

    pub(crate) fn mismatch(&mut self, value: &Value, expected: &str) {
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "an array",
            Value::Object(_) if file_number(value).is_some() => "a file",
            Value::Object(_) => "an object",
        };
        self.report("type", format!("expected {expected}"), (found != expected).then_some(found));
    }

    /// Looks at a member or an element: what is reported there has a longer pointer.
    pub fn inside(&mut self, name: &str, look: impl FnOnce(&mut At)) {
        let length = self.pointer.len();
        let among = std::mem::take(&mut self.among);
        self.pointer.push_str(&step(name));
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

    pub(super) fn count(&self) -> usize {
        self.violations.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    pub(crate) fn into_violations(mut self) -> Vec<Violation> {
        self.violations.iter_mut().for_each(|violation| cut(&mut violation.pointer, LONGEST_POINTER));
        self.violations
    }
}

/// Cuts a text that takes more than so many bytes in JSON, where a control character takes six.
pub(crate) fn cut(text: &mut String, most: usize) {
    let mut length = 0;
    let end = text.char_indices().find(|(_, letter)| {
        length += match letter {
            '\0'..='\x1f' => 6,
            '"' | '\\' => 2,
            _ => letter.len_utf8(),
        };
        length > most
    });
    if let Some((end, _)) = end {
        text.truncate(end);
        text.push('…');
    }
}

/// A name as a step of a pointer.
fn step(name: &str) -> String {
    let end = name.char_indices().nth(LONGEST_NAME).map(|(end, _)| end);
    let escaped = name[..end.unwrap_or(name.len())].replace('~', "~0").replace('/', "~1");
    format!("/{escaped}{}", if end.is_some() { "…" } else { "" })
}
