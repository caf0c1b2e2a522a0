//! The media type of a file, by the extension of its name.

use http::HeaderValue;

use crate::heads::{HTML, OCTETS, TEXT};

/// The value of `Content-Type` for a file of this name: `application/octet-stream` where its extension says nothing.
///
/// What is text is said to be UTF-8. The content is never looked at: what a visitor uploads must not choose its type.
pub(crate) fn of(name: &str) -> HeaderValue {
    match mime_guess::from_path(name).first_raw() {
        // What pages are made of costs no allocation.
        Some("text/html") => HTML,
        Some("text/css") => HeaderValue::from_static("text/css; charset=UTF-8"),
        // The second is the obsolete name of the first (RFC 9239).
        Some("text/javascript" | "application/javascript") => {
            HeaderValue::from_static("text/javascript; charset=UTF-8")
        }
        Some("text/plain") => TEXT,
        Some(text) if text.starts_with("text/") => {
            HeaderValue::try_from(format!("{text}; charset=UTF-8")).unwrap_or(OCTETS)
        }
        Some(other) => HeaderValue::from_static(other),
        None => OCTETS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_says_the_type() {
        for (name, expected) in [
            ("index.html", "text/html; charset=UTF-8"),
            ("INDEX.HTML", "text/html; charset=UTF-8"),
            ("style.css", "text/css; charset=UTF-8"),
            ("app.js", "text/javascript; charset=UTF-8"),
            ("app.mjs", "text/javascript; charset=UTF-8"),
            ("notes.txt", "text/plain; charset=UTF-8"),
            ("table.csv", "text/csv; charset=UTF-8"),
            ("data.json", "application/json"),
            ("image.png", "image/png"),
            ("image.svg", "image/svg+xml"),
            ("font.woff2", "font/woff2"),
            ("app.wasm", "application/wasm"),
            ("archive.tar.gz", "application/gzip"),
            ("名.txt", "text/plain; charset=UTF-8"),
            ("a/b.c/plain", "application/octet-stream"),
            ("unknown.qqq", "application/octet-stream"),
            ("none", "application/octet-stream"),
            (".html", "application/octet-stream"),
            ("dot.", "application/octet-stream"),
            ("", "application/octet-stream"),
        ] {
            assert_eq!(of(name), expected, "{name:?}");
        }
    }

    #[test]
    fn every_known_type_is_a_header_value() {
        for extension in ["a", "abc", "doc", "js", "json", "mp4", "pdf", "rs", "ts", "xml", "zip"] {
            assert!(of(&format!("x.{extension}")).to_str().is_ok());
        }
    }
}
