//! Where a response may lead.

use std::borrow::Cow;

use http::HeaderValue;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Invalid;

/// What no URL may contain as it is (RFC 3986, appendix A); `%` stands for itself, since it may be encoded already.
const NOT_IN_URLS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// The value of a `Location`.
///
/// # Errors
/// A logged 500 where there is a control character: it would begin another header field.
pub(super) fn location(target: &str) -> Result<HeaderValue, Invalid> {
    if target.chars().any(char::is_control) {
        return Err(Invalid::internal(format!("`{}` is no location", target.escape_debug())));
    }
    let encoded: Cow<'_, str> = utf8_percent_encode(target, NOT_IN_URLS).into();
    HeaderValue::from_str(&encoded).map_err(Invalid::internal)
}

/// The same for a path of this server.
///
/// # Errors
/// A 400 where it leads elsewhere: whoever sent it meant that.
pub(super) fn local(path: &str) -> Result<HeaderValue, Invalid> {
    if is_local(path) {
        location(path)
    } else {
        Err(Invalid::bad_request("the redirect does not lead to a path of this server"))
    }
}

/// To browsers a backslash is a slash, two slashes begin a host, and tabs and line breaks are not there.
pub(super) fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && !path.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_redirect_leads_nowhere_else() {
        let local_ones = ["/", "/login", "/a//b", "/a?next=//evil", "/名", "/a#b", "/./x"];
        for path in local_ones {
            assert!(local(path).is_ok(), "{path}");
        }
        let others = [
            "",
            "login",
            "//evil",
            "///evil",
            "/\\evil",
            "\\evil",
            "\\\\evil",
            "https://evil",
            "https:evil",
            "/\t/evil",
            "/\n/evil",
            "\t//evil",
            " //evil",
            "?next",
            "#x",
            "javascript:alert(1)",
            "/\u{85}/evil",
            "/a\r\nX: y",
        ];
        for path in others {
            assert_eq!(local(path).expect_err(path).status(), 400, "{path}");
        }
    }

    #[test]
    fn what_no_url_contains_is_encoded_and_what_is_encoded_stays() {
        let cases = [
            ("/a b", "/a%20b"),
            ("/名", "/%E5%90%8D"),
            ("/a%20b", "/a%20b"),
            ("https://example.org/?q=\"x\"", "https://example.org/?q=%22x%22"),
            ("/a\\b", "/a%5Cb"),
            ("http://[::1]/x", "http://[::1]/x"),
        ];
        for (target, expected) in cases {
            assert_eq!(location(target).expect(target), expected);
        }
        for target in ["/a\r\nSet-Cookie: x", "/\0", "/\u{7f}", "/\u{85}"] {
            assert_eq!(location(target).expect_err(target).status(), 500);
        }
    }
}
