//! Names and values as forms write them (`application/x-www-form-urlencoded`, as the URL Standard parses it).

use std::{borrow::Cow, ops::Range, slice, sync::OnceLock};

use percent_encoding::percent_decode_str;

/// Names and values, decoded.
#[derive(Debug)]
pub(crate) struct Decoded {
    text: String,
    pairs: Vec<Pair>,
}

/// Where a name and its value stand in the text.
pub(crate) type Pair = (Range<usize>, Result<Range<usize>, NotUtf8>);

/// A value whose decoded bytes are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// All names and values of a text, in order.
///
/// Without `%` and `+` the text itself is read, at no cost; otherwise it is decoded once, into `decoded`.
pub(crate) fn pairs<'a>(raw: &'a str, decoded: impl FnOnce() -> &'a OnceLock<Decoded>) -> Pairs<'a> {
    if raw.bytes().any(|byte| byte == b'%' || byte == b'+') {
        let Decoded { text, pairs } = decoded().get_or_init(|| Decoded::parse(raw));
        return Pairs::Decoded(text, pairs.iter());
    }
    Pairs::Plain(Plain(raw))
}

/// Names and values, one after the other.
pub(crate) enum Pairs<'a> {
    Plain(Plain<'a>),
    Decoded(&'a str, slice::Iter<'a, Pair>),
}

impl<'a> Iterator for Pairs<'a> {
    type Item = (&'a str, Result<&'a str, NotUtf8>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Pairs::Plain(plain) => plain.next().map(|(name, value)| (name, Ok(value))),
            Pairs::Decoded(text, pairs) => {
                let (name, value) = pairs.next()?;
                Some((&text[name.clone()], value.clone().map(|value| &text[value])))
            }
        }
    }
}

/// The same of a text as it stands: what is left of it.
pub(crate) struct Plain<'a>(&'a str);

impl<'a> Iterator for Plain<'a> {
    type Item = (&'a str, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let raw = self.0.trim_start_matches('&');
        if raw.is_empty() {
            return None;
        }
        let mut equals = None;
        let mut end = raw.len();
        for (place, byte) in raw.bytes().enumerate() {
            match byte {
                b'&' => {
                    end = place;
                    break;
                }
                b'=' if equals.is_none() => equals = Some(place),
                _ => {}
            }
        }
        self.0 = raw.get(end + 1..).unwrap_or_default();
        Some(match equals {
            Some(equals) => (&raw[..equals], &raw[equals + 1..end]),
            None => (&raw[..end], ""),
        })
    }
}

impl Decoded {
    fn parse(raw: &str) -> Self {
        let mut decoded = Decoded { text: String::with_capacity(raw.len()), pairs: Vec::new() };
        for (name, value) in Plain(raw) {
            // A name that is no text can match nothing that a program asks for.
            let Ok(name) = decoded.push(name) else { continue };
            let value = decoded.push(value);
            decoded.pairs.push((name, value));
        }
        decoded
    }

    fn push(&mut self, encoded: &str) -> Result<Range<usize>, NotUtf8> {
        let spaced = if encoded.contains('+') { Cow::Owned(encoded.replace('+', " ")) } else { Cow::Borrowed(encoded) };
        let start = self.text.len();
        self.text.push_str(&percent_decode_str(&spaced).decode_utf8().map_err(|_| NotUtf8)?);
        Ok(start..self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(raw: &str, name: &str) -> Vec<Result<String, NotUtf8>> {
        let decoded = OnceLock::new();
        let values = pairs(raw, || &decoded).filter(|(key, _)| *key == name);
        values.map(|(_, value)| value.map(str::to_owned)).collect()
    }

    #[test]
    fn finds_every_value_of_a_name_decoded() {
        let cases: &[(&str, &[&str])] = &[
            ("a=1", &["1"]),
            ("b=2", &[]),
            ("a=", &[""]),
            ("a", &[""]),
            ("a=1&b=2&a=3", &["1", "3"]),
            ("a=x+y%20z", &["x y z"]),
            ("%61=1&a=2", &["1", "2"]),
            ("a=100%", &["100%"]),
            ("a=%zz&b=+", &["%zz"]),
            ("&&a=1&&", &["1"]),
            ("a=1=2", &["1=2"]),
            ("a=%E4%BA%A7", &["产"]),
        ];
        for (raw, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|value| Ok((*value).to_owned())).collect();
            assert_eq!(values(raw, "a"), expected, "{raw}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error_of_that_value_alone() {
        assert_eq!(values("a=%FF&a=1&%FF=2", "a"), [Err(NotUtf8), Ok("1".to_owned())]);
    }
}
