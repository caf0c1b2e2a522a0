//! What an e-mail address, a URL and a UUID look like.

use framework_pattern::Builtin;

/// As the HTML Living Standard has it (4.10.5.1.5, "valid e-mail address"), so that a form's page and the server agree.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(is_local) && domain.split('.').all(is_label)
}

/// RFC 1034, section 3.5, with the digit in front that RFC 1123, section 2.1, allows.
fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    let ends_well = [bytes.first(), bytes.last()].iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric));
    ends_well && bytes.len() <= 63 && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// An absolute URI (RFC 3986) of the scheme http or https, with a host. One with other letters than ASCII is written
/// encoded.
pub(super) fn is_url(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let of_the_web = scheme.is_some_and(|scheme| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)));
    // `http` has no word for what follows `#`.
    let target = text.split_once('#').map_or(text, |(target, _)| target);
    of_the_web
        && text.bytes().all(is_allowed)
        && !encoded_badly(text)
        && target.parse::<http::Uri>().is_ok_and(|uri| uri.host().is_some_and(|host| !host.is_empty()))
}

/// Whether a `%` is not followed by two hexadecimal digits.
fn encoded_badly(text: &str) -> bool {
    let mut parts = text.split('%');
    parts.next();
    parts.any(|part| !part.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)))
}

/// With hyphens, in letters of either case (RFC 9562, section 4), as the schema's format has it; the constraint of a
/// path takes it without them too.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36 && Builtin::Uuid.accepts(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Judge = fn(&str) -> bool;

    #[test]
    fn formats_are_judged_as_their_standards_say() {
        let long_label = format!("a@{}.b", "x".repeat(63));
        let too_long_label = format!("a@{}.b", "x".repeat(64));
        let cases: &[(Judge, &[&str], &[&str])] = &[
            (
                is_email,
                &["a@b", "a.b+c@d-e.f", "!#$%&'*+/=?^_`{|}~-@x.y", ".a.@b", "a@1.2", &long_label],
                &["", "a", "@b", "a@", "a@b.", "a@.b", "a@-b", "a@b-", "a@b@c", "a b@c", "ä@b", "a@ä", &too_long_label],
            ),
            (
                is_url,
                &[
                    "http://a",
                    "HTTPS://a.b:8/c?d=%C3%A4#e",
                    "http://[::1]/",
                    "https://u:p@h/",
                    "http://a?b",
                    "http://a#/",
                ],
                &[
                    "",
                    "a",
                    "http:a",
                    "http://",
                    "http:///x",
                    "ftp://a",
                    "//a",
                    "http://a b",
                    "http://ä",
                    "http://a/%",
                    "http://a/%4",
                ],
            ),
            (
                is_uuid,
                &["67e55044-10b1-426f-9247-bb680e5fe0c8", "67E55044-10B1-426F-9247-BB680E5FE0C8"],
                &[
                    "",
                    "67e5504410b1426f9247bb680e5fe0c8",
                    "67e55044-10b1-426f-9247-bb680e5fe0cg",
                    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
                ],
            ),
        ];
        for (judge, good, bad) in cases {
            good.iter().for_each(|text| assert!(judge(text), "{text}"));
            bad.iter().for_each(|text| assert!(!judge(text), "{text}"));
        }
    }
}
