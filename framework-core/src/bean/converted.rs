//! Members that serde reads by functions of the program: each is read alone, so that what is wrong with it is said at its
//! place and beside all else, and its rules are checked though another cannot be read.

use serde_json::Value;

use super::{
    At, Ruled, Rules,
    effort::{bounded, size},
    read::UNREADABLE,
};

/// Bytes of a function's text. A longer one is not told: it may hold the value, and to look for that would take long.
const LONGEST_TEXT: usize = 256;

impl At {
    /// Reports what such a function says of a value.
    pub fn read_by<'v, T>(&mut self, value: &'v Value, read: impl FnOnce(&'v Value) -> serde_json::Result<T>) {
        if self.looks_for_rules() {
            return; // it was reported the first time
        }
        match bounded(size(value), || read(value)) {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => self.refused(value, &error.to_string()),
            Err(violation) => self.add(violation),
        }
    }

    /// Reads a value by such a function and checks the rules of the member; whether it could be read.
    pub fn check_by<'v, B: Ruled<MEMBER>, const MEMBER: usize>(
        &mut self,
        value: &'v Value,
        read: impl FnOnce(&'v Value) -> serde_json::Result<B::Of>,
    ) -> bool {
        let Ok(Ok(value)) = bounded(size(value), || read(value)) else { return false };
        B::rules(&mut Rules::check(&value, self));
        true
    }

    fn refused(&mut self, value: &Value, text: &str) {
        match expected(text) {
            // What is in an array or an object has kinds of its own.
            Some(expected) if text.starts_with("invalid type") && !value.is_array() && !value.is_object() => {
                self.mismatch(value, expected);
            }
            Some(expected) => self.violation("type", format!("expected {expected}")),
            None => self.violation("type", message(value, text)),
        }
    }
}

/// Whether a text is one of serde's own that show the value.
fn is_serdes(text: &str) -> bool {
    let starts = ["invalid type: ", "invalid value: ", "invalid length ", "unknown variant `", "unknown field `"];
    starts.iter().any(|start| text.starts_with(start))
}

/// What was expected, which stands at the end of such a text.
fn expected(text: &str) -> Option<&str> {
    let (_, expected) = text.rsplit_once(", expected ").filter(|_| is_serdes(text))?;
    // Otherwise a name that was sent has those words in it.
    (!expected.contains("`, there are no ")).then_some(expected)
}

/// The function's own text, which is made for whoever has sent the value; but a value in a body is never shown.
fn message<'t>(value: &Value, text: &'t str) -> &'t str {
    let is_odd = text.is_empty() || text.len() > LONGEST_TEXT || is_serdes(text);
    if is_odd || repeats(value, text) { UNREADABLE } else { text }
}

/// Whether a text shows what was sent, or a part of it that has a place of its own.
fn repeats(value: &Value, text: &str) -> bool {
    match value {
        Value::Null | Value::Bool(_) => false,
        Value::Number(number) => shows(text, &number.to_string()),
        Value::String(sent) => shows(text, sent) || shows(text, &sent.escape_debug().to_string()),
        Value::Array(elements) => elements.iter().any(|element| repeats(element, text)),
        Value::Object(members) => members.iter().any(|(name, value)| shows(text, name) || repeats(value, text)),
    }
}

/// Whether a word or several stand in a text, and not only letters of another word.
fn shows(text: &str, sent: &str) -> bool {
    let is_end = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
    !sent.trim().is_empty()
        && text.match_indices(sent.trim()).any(|(start, found)| {
            is_end(text[..start].chars().next_back()) && is_end(text[start + found.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use serde::de::{Deserialize, Error};
    use serde_json::json;

    use super::*;
    use crate::bean::Violation;

    fn said(value: &Value, error: &serde_json::Error) -> (String, Option<&'static str>) {
        let mut at = At::default();
        at.read_by(value, |_| Err::<(), _>(serde_json::Error::custom(error)));
        let violations = at.into_violations();
        let [Violation { pointer, rule: "type", message, found }] = &violations[..] else { panic!("{violations:?}") };
        assert_eq!(pointer, "");
        (message.clone(), *found)
    }

    #[test]
    fn serde_s_own_texts_say_what_was_expected_and_never_the_value() {
        let text = |value: &Value| said(value, &String::deserialize(value).expect_err("no text"));
        assert_eq!(text(&json!(987_654)), ("expected a string".to_owned(), Some("a number")));
        assert_eq!(text(&json!({ "s3cret": 1 })), ("expected a string".to_owned(), None));
        let byte = |value: &Value| said(value, &u8::deserialize(value).expect_err("no byte"));
        assert_eq!(byte(&json!(987)), ("expected u8".to_owned(), None));
        assert_eq!(byte(&json!("a, expected s3cret")), ("expected u8".to_owned(), Some("text")));
    }

    #[test]
    fn a_function_s_own_text_is_told_unless_it_shows_the_value() {
        let cases = [
            (json!("1.x"), "expected an amount as 1,50", "expected an amount as 1,50"),
            (json!("a"), "expected an amount", "expected an amount"),
            (json!("s3cret"), "`s3cret` is no amount", UNREADABLE),
            (json!("s3\"t"), "no amount: \"s3\\\"t\"", UNREADABLE),
            (json!(" s3cret "), "no amount: s3cret", UNREADABLE),
            (json!(123), "no amount: 123", UNREADABLE),
            (json!(["s3cret"]), "no amount: s3cret", UNREADABLE),
            (json!({ "s3cret": 1 }), "unknown field `s3cret`, there are no fields", UNREADABLE),
            (json!({ "a, expected s": 1 }), "unknown field `a, expected s`, there are no fields", UNREADABLE),
            (json!("x"), "unknown currency", "unknown currency"),
            (json!({ "s3cret": 1 }), "no member `s3cret`", UNREADABLE),
            (json!({ "a": 1 }), "missing field `cents`", "missing field `cents`"),
            (json!("x"), "", UNREADABLE),
            (json!("x"), &"long ".repeat(1000), UNREADABLE),
        ];
        for (value, text, expected) in cases {
            let (message, found) = said(&value, &serde_json::Error::custom(text));
            assert_eq!((message.as_str(), found), (expected, None), "{value}: {text}");
        }
    }
}
