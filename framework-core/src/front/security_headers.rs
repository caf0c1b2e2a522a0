//! What browsers are told not to do with a response.
//!
//! They stand on every response, so nothing is looked up: the fields of a response are few, and one pass over their names
//! says what it has begun with and what a handler has set. That stays.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::heads::{JSON, TEXT};

/// The type is the one that is written, never one that is guessed.
const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
/// Other sites see from where a visitor comes, and not from which page.
const REFERRER: HeaderValue = HeaderValue::from_static("strict-origin-when-cross-origin");
/// A page that is shown inside of another one lends its buttons to it. The older field is for older browsers.
const NO_FRAME: HeaderValue = HeaderValue::from_static("DENY");
const NO_ANCESTORS: HeaderValue = HeaderValue::from_static("frame-ancestors 'none'");
/// A year. Other hosts of the domain may have no TLS, so they are not spoken for.
const TLS_ALONE: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds them, where the handler has not set its own.
#[inline]
pub(super) fn add(headers: &mut HeaderMap, is_secure: bool) {
    if !is_secure && has_begun_with_them(headers) {
        return;
    }
    let (mut is_html, mut usual, mut others) = (false, 0, 0);
    for (name, value) in headers.iter() {
        if *name == header::CONTENT_TYPE {
            is_html = is_page(value.as_bytes());
        } else if *name == header::X_CONTENT_TYPE_OPTIONS || *name == header::REFERRER_POLICY {
            usual += 1;
        } else if OTHERS.contains(name) {
            others += 1;
        }
    }
    match (usual, others) {
        (2, 0) if !is_html => {}
        (0, 0) => {
            headers.append(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
            headers.append(header::REFERRER_POLICY, REFERRER);
            if is_html {
                headers.append(header::X_FRAME_OPTIONS, NO_FRAME);
                headers.append(header::CONTENT_SECURITY_POLICY, NO_ANCESTORS);
            }
        }
        _ => return add_missing(headers, is_html, is_secure),
    }
    if is_secure {
        headers.append(header::STRICT_TRANSPORT_SECURITY, TLS_ALONE);
    }
}

/// Whether it is as a usual response begins, and nothing else.
fn has_begun_with_them(headers: &HeaderMap) -> bool {
    let mut fields = headers.iter();
    matches!(fields.next(), Some((name, value)) if *name == header::CONTENT_TYPE && (value == JSON || value == TEXT))
        && matches!(fields.next(), Some((name, _)) if *name == header::X_CONTENT_TYPE_OPTIONS)
        && matches!(fields.next(), Some((name, _)) if *name == header::REFERRER_POLICY)
        && fields.next().is_none()
}

const OTHERS: [HeaderName; 3] =
    [header::X_FRAME_OPTIONS, header::CONTENT_SECURITY_POLICY, header::STRICT_TRANSPORT_SECURITY];

#[cold]
fn add_missing(headers: &mut HeaderMap, is_html: bool, is_secure: bool) {
    let all = [
        (header::X_CONTENT_TYPE_OPTIONS, NOSNIFF, true),
        (header::REFERRER_POLICY, REFERRER, true),
        (header::X_FRAME_OPTIONS, NO_FRAME, is_html),
        (header::CONTENT_SECURITY_POLICY, NO_ANCESTORS, is_html),
        (header::STRICT_TRANSPORT_SECURITY, TLS_ALONE, is_secure),
    ];
    for (name, value, _) in all.into_iter().filter(|(_, _, is_asked)| *is_asked) {
        headers.entry(name).or_insert(value);
    }
}

/// Whether a media type is one that browsers show as a page: HTML, and what may hold scripts as well.
fn is_page(content_type: &[u8]) -> bool {
    let begins_as = |page: &&[u8]| content_type.get(..page.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(page));
    let page = PAGES.into_iter().find(begins_as);
    page.is_some_and(|page| matches!(content_type.get(page.len()), None | Some(b';' | b' ' | b'\t')))
}

const PAGES: [&[u8]; 3] = [b"text/html", b"application/xhtml+xml", b"image/svg+xml"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_type() {
        let cases = [
            ("text/html", true),
            ("text/html; charset=UTF-8", true),
            ("TEXT/HTML ;charset=utf-8", true),
            ("application/xhtml+xml", true),
            ("image/svg+xml", true),
            ("text/htmlx", false),
            ("text/plain; charset=text/html", false),
            ("application/json", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_page(text.as_bytes()), expected, "{text}");
        }
    }
}
