//! `Content-Disposition: attachment`, with a name that every client understands and none is harmed by.

use std::borrow::Cow;

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The value of `Content-Disposition` that has a file saved under a name (RFC 6266), not shown.
///
/// A name that is not plain ASCII is given twice: as well as ASCII can, and exactly (RFC 8187). What would be a
/// separator of paths on some system, a control character, or turns the direction of text around to hide an
/// extension is `_` in both.
pub(crate) fn attachment(name: Option<&str>) -> HeaderValue {
    const PLAIN: HeaderValue = HeaderValue::from_static("attachment");
    let Some(name) = name.filter(|name| !name.is_empty()) else { return PLAIN };
    let exact = name.replace(is_dangerous, "_");
    let fallback = fallback(&exact);
    let mut value = format!("attachment; filename=\"{fallback}\"");
    if fallback != exact {
        value.push_str("; filename*=UTF-8''");
        value.extend(utf8_percent_encode(&exact, ENCODED));
    }
    HeaderValue::try_from(value).unwrap_or(PLAIN)
}

fn is_dangerous(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The name in ASCII. Quotes and percent signs are not escaped but replaced: some clients take the backslash before
/// a quote for a part of the name, or decode `%22`, although `filename` is not percent-encoded.
fn fallback(exact: &str) -> Cow<'_, str> {
    let is_unfit = |c: char| !c.is_ascii() || matches!(c, '"' | '%');
    if exact.contains(is_unfit) { exact.replace(is_unfit, "_").into() } else { exact.into() }
}

/// All but `attr-char` of RFC 8187, section 3.2.1.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_as_plainly_as_it_can_be() {
        for (name, expected) in [
            (None, "attachment"),
            (Some(""), "attachment"),
            (Some("report.pdf"), r#"attachment; filename="report.pdf""#),
            (Some("my report (1).pdf"), r#"attachment; filename="my report (1).pdf""#),
            (Some("a;b=c.txt"), r#"attachment; filename="a;b=c.txt""#),
            (Some("名.txt"), r#"attachment; filename="_.txt"; filename*=UTF-8''%E5%90%8D.txt"#),
            (Some("é"), r#"attachment; filename="_"; filename*=UTF-8''%C3%A9"#),
            (Some("🦀.rs"), r#"attachment; filename="_.rs"; filename*=UTF-8''%F0%9F%A6%80.rs"#),
            (Some("a\"b.txt"), r#"attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt"#),
            (Some("100%.txt"), r#"attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt"#),
            (Some("a%22b.txt"), r#"attachment; filename="a_22b.txt"; filename*=UTF-8''a%2522b.txt"#),
            (Some("é 'x' *.txt"), r#"attachment; filename="_ 'x' *.txt"; filename*=UTF-8''%C3%A9%20%27x%27%20%2A.txt"#),
            (Some("é!#$&+-.^_`|~"), r#"attachment; filename="_!#$&+-.^_`|~"; filename*=UTF-8''%C3%A9!#$&+-.^_`|~"#),
        ] {
            assert_eq!(attachment(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_name_is_no_path_and_begins_no_other_field() {
        for (name, expected) in [
            ("../../etc/passwd", r#"attachment; filename=".._.._etc_passwd""#),
            (r"C:\boot.ini", r#"attachment; filename="C:_boot.ini""#),
            ("é/è", r#"attachment; filename="___"; filename*=UTF-8''%C3%A9_%C3%A8"#),
            ("a\r\nX: y", r#"attachment; filename="a__X: y""#),
            ("a\0b\x7Fc\td", r#"attachment; filename="a_b_c_d""#),
            ("a\u{85}b", r#"attachment; filename="a_b""#),
            ("gpj\u{202E}.exe", r#"attachment; filename="gpj_.exe""#),
            ("\"; filename=\"x", r#"attachment; filename="_; filename=_x"; filename*=UTF-8''%22%3B%20filename%3D%22x"#),
        ] {
            assert_eq!(attachment(Some(name)), expected, "{name:?}");
        }
    }

    #[test]
    fn every_character_gives_a_value_of_one_line() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let value = attachment(Some(&format!("a{c}b")));
            let value = value.to_str().expect("visible ASCII");
            assert!(value.starts_with("attachment; filename=\"a"), "{c:?}: {value}");
            assert_eq!(value.matches('"').count(), 2, "{c:?}: {value}");
        }
    }
}
