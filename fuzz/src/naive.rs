//! Queries, forms and cookies read once more, as their standards say it and with no thought of speed.

use std::collections::BTreeMap;

use framework::serde_json::{Value, json};

/// Names and values, as bytes.
pub type Pairs = [(Vec<u8>, Vec<u8>)];

/// Names and values of a query string or a form (URL Standard, section 5.1).
#[must_use]
pub fn pairs(raw: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let pairs = raw.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let split = pairs.map(|pair| match pair.iter().position(|byte| *byte == b'=') {
        Some(at) => (&pair[..at], &pair[at + 1..]),
        None => (pair, &pair[..0]),
    });
    split.map(|(name, value)| (form_decoded(name), form_decoded(value))).collect()
}

fn form_decoded(text: &[u8]) -> Vec<u8> {
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decoded(&spaced)
}

fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let (mut decoded, mut at) = (Vec::new(), 0);
    while let Some(byte) = text.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

/// Names and values written anew, every byte encoded.
#[must_use]
pub fn encoded(pairs: &Pairs) -> String {
    let all = |bytes: &[u8]| bytes.iter().map(|byte| format!("%{byte:02x}")).collect::<String>();
    pairs.iter().map(|(name, value)| format!("{}={}", all(name), all(value))).collect::<Vec<_>>().join("&")
}

/// The values of a name, in order; none of them where it is no text.
#[must_use]
pub fn values<'a>(pairs: &'a Pairs, name: &str) -> Vec<Option<&'a str>> {
    let named = pairs.iter().filter(|(key, _)| key == name.as_bytes());
    named.map(|(_, value)| std::str::from_utf8(value).ok()).collect()
}

/// What the routes of scalars must answer: a value, or as many errors. They take no arguments of the names in `without`.
///
/// # Errors
/// The number of errors.
pub fn scalars(pairs: &Pairs, without: &[&str]) -> Result<Value, usize> {
    let mut errors = 0;
    let mut values = BTreeMap::new();
    let mut take = |name: &'static str, read: fn(&str) -> Option<Value>| {
        let value = match self::values(pairs, name).first() {
            None => Some(Value::Null),
            Some(text) => text.and_then(read),
        };
        if !without.contains(&name) {
            errors += usize::from(value.is_none());
            values.insert(name, value.unwrap_or_default());
        }
    };
    take("text", |text| Some(text.into()));
    take("tiny", |text| text.parse::<i8>().ok().map(Value::from));
    take("wide", |text| text.parse::<i128>().ok().map(|wide| wide.to_string().into()));
    take("single", |text| text.parse::<f32>().ok().filter(|single| single.is_finite()).map(Value::from));
    take("on", |text| match text {
        "true" | "1" | "on" => Some(true.into()),
        "false" | "0" | "off" => Some(false.into()),
        _ => None,
    });
    take("letter", |text| Some(text).filter(|text| text.chars().count() == 1).map(Value::from));
    take("colour", |text| match text {
        "azure" => Some("blue".into()),
        "red" | "dark-green" | "blue" => Some(text.into()),
        _ => None,
    });
    take("x-y z", |text| text.parse::<u16>().ok().map(Value::from));
    let mut list = |name: &'static str, read: fn(&str) -> Option<Value>| {
        let list: Option<Vec<Value>> = self::values(pairs, name).into_iter().map(|text| text.and_then(read)).collect();
        errors += usize::from(list.is_none());
        values.insert(name, list.into());
    };
    list("bytes", |text| text.parse::<u8>().ok().map(Value::from));
    list("words", |text| Some(text.into()));
    // One that is missing is an error that the handler is given, too.
    let either = self::values(pairs, "either").first().copied().flatten().and_then(|text| text.parse::<u32>().ok());
    values.insert("either", either.map_or("wrong".into(), Value::from));
    let renamed = values.remove("x-y z").filter(|renamed| !renamed.is_null());
    values.insert("renamed", renamed.unwrap_or(7.into()));
    if errors > 0 { Err(errors) } else { Ok(json!(values)) }
}

/// The cookies of `Cookie` fields (RFC 6265, section 5.4, read backwards), each value decoded where that gives a text.
#[must_use]
pub fn cookies(fields: &[&[u8]]) -> Vec<(String, String)> {
    let is_space = |letter: char| letter == ' ' || letter == '\t';
    let mut cookies = Vec::new();
    for field in fields {
        let Ok(field) = std::str::from_utf8(field) else { continue };
        for pair in field.split(';') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let (name, mut value) = (name.trim_matches(is_space), value.trim_matches(is_space));
            if value.len() >= 2 && value.starts_with('"') && value.ends_with('"') {
                value = &value[1..value.len() - 1];
            }
            let decoded = String::from_utf8(percent_decoded(value.as_bytes()));
            if !name.is_empty() {
                cookies.push((name.to_owned(), decoded.unwrap_or_else(|_| value.to_owned())));
            }
        }
    }
    cookies
}

/// The fields of a form that stand for a JSON object; none where no form can say it: nothing stands for an empty list,
/// and a name with a dot is two.
///
/// `brackets` chooses between `a.b` and `a[b]`, one bit for each step.
#[must_use]
pub fn fields(value: &Value, brackets: u32) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    collect(value, String::new(), brackets, &mut fields)?;
    Some(fields)
}

fn collect(value: &Value, name: String, brackets: u32, fields: &mut Vec<(String, String)>) -> Option<()> {
    let rest = brackets.rotate_right(1);
    match value {
        Value::Object(members) => {
            let filled: Vec<_> = members.iter().filter(|(_, value)| !value.is_null()).collect();
            if filled.is_empty() {
                return None;
            }
            for (key, value) in filled {
                if key.is_empty() || key.contains(['.', '[', ']']) {
                    return None;
                }
                let name = match name.as_str() {
                    "" => key.clone(),
                    name if brackets & 1 == 1 => format!("{name}[{key}]"),
                    name => format!("{name}.{key}"),
                };
                collect(value, name, rest, fields)?;
            }
            Some(())
        }
        Value::Array(elements) if elements.is_empty() => None,
        Value::Array(elements) => {
            let each = elements.iter().enumerate();
            each.into_iter().try_for_each(|(at, element)| collect(element, format!("{name}[{at}]"), rest, fields))
        }
        Value::Null => None,
        Value::String(text) => {
            fields.push((name, text.clone()));
            Some(())
        }
        Value::Bool(_) | Value::Number(_) => {
            fields.push((name, value.to_string()));
            Some(())
        }
    }
}
