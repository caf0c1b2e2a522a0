//! The path that a visitor asks for below a prefix.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What is asked for below the prefix.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Decoded, as `a/b.json`.
    pub(super) path: String,
    /// Whether the path that was sent ends with a slash.
    pub(super) is_folder: bool,
}

impl Asked {
    /// Decodes once. None where no file can be meant: a segment is empty, hidden, no name, or not UTF-8.
    pub(super) fn read(mount: &str, rest: &str) -> Option<Self> {
        let path = rest.strip_prefix('/').unwrap_or(rest);
        if path.is_empty() {
            let is_folder = rest == "/" || mount.trim_matches('/').is_empty();
            return Some(Asked { path: String::new(), is_folder });
        }
        let inner = path.strip_suffix('/');
        let segments = inner.unwrap_or(path).split('/').map(|segment| {
            let segment = percent_decode_str(segment).decode_utf8().ok()?;
            let odd = |character: char| character.is_control() || matches!(character, '/' | '\\');
            let named = !segment.is_empty() && !segment.starts_with('.') && segment.len() <= LONGEST;
            (named && !segment.contains(odd)).then_some(segment)
        });
        let segments = segments.collect::<Option<Vec<_>>>()?;
        Some(Asked { path: segments.join("/"), is_folder: inner.is_some() })
    }
}

/// No usual file system has longer names, in bytes.
const LONGEST: usize = 255;

/// The same path with a slash at its end, and the query, as a `Location`. It begins with one slash, and then what is
/// neither slash nor backslash: it leads to no other host.
pub(super) fn with_slash(mount: &str, rest: &str, query: Option<&str>) -> String {
    let parts = [mount, rest].map(|part| part.trim_matches('/'));
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| format!("{part}/"));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("/{}{query}", parts.collect::<String>());
    utf8_percent_encode(&location, UNSAFE).to_string()
}

/// What cannot stand as it is in a `Location`. To browsers, a backslash is a slash.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        let long = "a".repeat(LONGEST);
        let cases = [
            ("/static", "", Some(("", false))),
            ("/static", "/", Some(("", true))),
            ("/", "", Some(("", true))),
            ("", "", Some(("", true))),
            ("/", "a", Some(("a", false))),
            ("", "/a", Some(("a", false))),
            ("/static", "/a/b%20c.txt", Some(("a/b c.txt", false))),
            ("/static", "/a/b/", Some(("a/b", true))),
            ("/static", "/%E5%90%8D", Some(("名", false))),
            ("/static", "/名", Some(("名", false))),
            ("/static", "/a+b", Some(("a+b", false))),
            ("/static", "/%252e%252e", Some(("%2e%2e", false))),
            ("/static", "/100%", Some(("100%", false))),
            ("/static", &format!("/{long}"), Some((&*long, false))),
            ("/static", &format!("/{long}a"), None),
            ("/static", "//", None),
            ("/static", "//a", None),
            ("/static", "/a//", None),
            ("/static", "/a//b", None),
            ("/static", "/.", None),
            ("/static", "/..", None),
            ("/static", "/.env", None),
            ("/static", "/%2eenv", None),
            ("/static", "/a/%2e%2e/b", None),
            ("/static", "/%2e%2e%2fb", None),
            ("/static", "/a%2fb", None),
            ("/static", "/a%5Cb", None),
            ("/static", "/a\\b", None),
            ("/static", "/a%00b", None),
            ("/static", "/a%0Ab", None),
            ("/static", "/a%7F", None),
            ("/static", "/a%C2%85", None),
            ("/static", "/%FF", None),
            ("/static", "/%C0%AE%C0%AE", None),
        ];
        for (mount, rest, expected) in cases {
            let expected = expected.map(|(path, is_folder)| Asked { path: path.to_owned(), is_folder });
            assert_eq!(Asked::read(mount, rest), expected, "{mount} {rest}");
        }
    }

    #[test]
    fn a_location_keeps_path_and_query_and_leads_to_no_other_host() {
        let cases = [
            ("/static", "", None, "/static/"),
            ("/static", "/a%20b", Some("x=1&y=%20"), "/static/a%20b/?x=1&y=%20"),
            ("/tenants/7/files", "/名", Some(""), "/tenants/7/files/%E5%90%8D/?"),
            ("/", "a", None, "/a/"),
            ("", "/a", Some("//evil.example"), "/a/?//evil.example"),
            ("/", "/evil.example", None, "/evil.example/"),
            ("", "//evil.example", None, "/evil.example/"),
            ("//evil.example", "/a", None, "/evil.example/a/"),
            ("/", "\\evil.example", None, "/%5Cevil.example/"),
            ("/\\evil.example", "", None, "/%5Cevil.example/"),
            ("/a\r\nb", "", Some("\n"), "/a%0D%0Ab/?%0A"),
        ];
        for (mount, rest, query, expected) in cases {
            assert_eq!(with_slash(mount, rest, query), expected);
        }
    }
}
