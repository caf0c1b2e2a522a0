//! What a part is called: `Content-Disposition: form-data; name="a"; filename="b"` (RFC 7578, section 4.2).
//!
//! The parser of forms looks for the text `filename` wherever it stands, also inside of what is quoted: a field called
//! `my filename=x` would be a file.

/// The value of the first parameter of a name, where it is UTF-8.
pub(super) fn parameter(disposition: &[u8], name: &str) -> Option<String> {
    let (_, mut rest) = split(disposition, b';')?;
    loop {
        let end = rest.iter().position(|byte| matches!(byte, b'=' | b';')).unwrap_or(rest.len());
        let key = rest[..end].trim_ascii();
        let (value, behind) = match &rest[end..] {
            [b'=', value @ ..] => value_of(value.trim_ascii_start())?,
            behind => (Vec::new(), behind),
        };
        if key.eq_ignore_ascii_case(name.as_bytes()) {
            return String::from_utf8(value).ok();
        }
        (_, rest) = split(behind, b';')?;
    }
}

/// A value, and what is behind it. Browsers write `"` as `%22`; others, as `\"`. A backslash is one otherwise.
fn value_of(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let Some(quoted) = text.strip_prefix(b"\"") else {
        let end = text.iter().position(|byte| matches!(byte, b';' | b' ')).unwrap_or(text.len());
        return Some((text[..end].to_vec(), &text[end..]));
    };
    let (mut value, mut rest) = (Vec::new(), quoted);
    loop {
        rest = match rest {
            [b'"', behind @ ..] => return Some((value, behind)),
            [b'\\', b'"', behind @ ..] => {
                value.push(b'"');
                behind
            }
            [byte, behind @ ..] => {
                value.push(*byte);
                behind
            }
            [] => return None,
        };
    }
}

fn split(text: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == at)?;
    Some((&text[..at], &text[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_found_by_its_name_alone() {
        let cases = [
            (r#"form-data; name="a"; filename="b""#, Some("a"), Some("b")),
            (r#"form-data; filename="b"; name="a""#, Some("a"), Some("b")),
            (r#"form-data; name="my filename"; filename="b""#, Some("my filename"), Some("b")),
            (r#"form-data; name="; filename=x""#, Some("; filename=x"), None),
            (r#"form-data; filename="x name=y"; name="a""#, Some("a"), Some("x name=y")),
            (r#"form-data; filename*=UTF-8''c; filename="b"; name=a"#, Some("a"), Some("b")),
            (r#"form-data;Name = a ;FILENAME= "" "#, Some("a"), Some("")),
            (r#"form-data; name=a b; filename=c"#, Some("a"), Some("c")),
            (r#"form-data; name="a\"b\c"; name="d""#, Some("a\"b\\c"), None),
            (r#"form-data; name="a;b=c""#, Some("a;b=c"), None),
            (r#"form-data; x; name; filename="#, Some(""), Some("")),
            (r#"form-data; name="a"#, None, None),
            (r#"form-data; name="a\""#, None, None),
            (r#"name="a""#, None, None),
            ("", None, None),
        ];
        for (disposition, name, file_name) in cases {
            assert_eq!(parameter(disposition.as_bytes(), "name").as_deref(), name, "{disposition}");
            assert_eq!(parameter(disposition.as_bytes(), "filename").as_deref(), file_name, "{disposition}");
        }
        assert_eq!(parameter(b"form-data; name=\"\xFF\"", "name"), None);
        assert_eq!(parameter("form-data; name=\"名\"".as_bytes(), "name").as_deref(), Some("名"));
    }
}
