//! Where a redirect leads, and with what.

use http::{HeaderMap, Method, StatusCode, Uri, header, uri::Authority};

/// The target that a `Location` names, seen from the one that was asked (RFC 3986, section 5.2); none on another host.
pub(super) fn target(asked: &Uri, host: &str, location: &str) -> Option<Uri> {
    let location = location.split('#').next().unwrap_or_default();
    let uri: Uri = match location.strip_prefix("//") {
        Some(rest) => format!("http://{rest}").parse().ok()?,
        None if location.is_empty() => return Some(asked.clone()),
        None if location.contains("://") => location.parse().ok()?,
        None => return relative(asked.path(), location).parse().ok(),
    };
    let here = uri.authority().map(Authority::as_str) == Some(host);
    here.then(|| uri.path_and_query().map_or("/", |target| target.as_str()).parse().ok()).flatten()
}

fn relative(path: &str, location: &str) -> String {
    let (way, query) = location.split_at(location.find('?').unwrap_or(location.len()));
    let way = match way {
        "" => path.to_owned(),
        _ if way.starts_with('/') => way.to_owned(),
        _ => format!("{}/{way}", &path[..path.rfind('/').unwrap_or_default()]),
    };
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = way.split('/').skip(1).peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    segments.pop();
                }
                segments.extend(is_last.then_some(""));
            }
            _ => segments.push(part),
        }
    }
    format!("/{}{query}", segments.join("/"))
}

/// The method that the next request has, and whether it keeps the body (RFC 9110, section 15.4).
pub(super) fn method(status: StatusCode, method: &Method) -> Option<(Method, bool)> {
    match status.as_u16() {
        303 if *method == Method::HEAD => Some((Method::HEAD, false)),
        303 => Some((Method::GET, false)),
        // As browsers do.
        301 | 302 if *method == Method::POST => Some((Method::GET, false)),
        301 | 302 | 307 | 308 => Some((method.clone(), true)),
        _ => None,
    }
}

/// What is said of a body goes with it.
pub(super) fn forget_body(headers: &mut HeaderMap) {
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_read_from_where_one_is() {
        let cases = [
            ("/x", Some("/x")),
            ("/x?y=1#z", Some("/x?y=1")),
            ("c", Some("/a/c")),
            ("../c", Some("/c")),
            ("./c/../d/.", Some("/a/d/")),
            ("../../../c", Some("/c")),
            ("?q=1", Some("/a/b?q=1")),
            ("#top", Some("/a/b?old")),
            ("http://localhost/x", Some("/x")),
            ("https://localhost", Some("/")),
            ("//localhost/x?y", Some("/x?y")),
            ("http://elsewhere/x", None),
            ("//elsewhere/x", None),
        ];
        let asked = "/a/b?old".parse().expect("a target");
        for (location, expected) in cases {
            let found = target(&asked, "localhost", location).map(|uri| uri.to_string());
            assert_eq!(found.as_deref(), expected, "{location}");
        }
    }
}
