//! Whether a request comes from another site: a browser sends its cookies along, whoever made it ask.

use http::{HeaderMap, HeaderName, header};

use super::RequestHead;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether it comes from a page of another site, and of none that is allowed. What no browser has sent says nothing of it.
pub(crate) fn is_foreign(head: &RequestHead, allowed: &[String]) -> bool {
    let Ok(origin) = only(head.headers(), &header::ORIGIN) else { return true };
    if origin.is_some_and(|origin| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin))) {
        return false;
    }
    match only(head.headers(), &SEC_FETCH_SITE) {
        Ok(Some(site)) => !matches!(site, "same-origin" | "none"),
        Ok(None) => origin.is_some_and(|origin| !is_own(origin, head)),
        Err(()) => true,
    }
}

/// The value of a field that may be there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        (Some(_), Some(_)) => Err(()),
    }
}

/// Whether an origin (RFC 6454, section 7) is the host that was asked. Without TLS the scheme may differ: a proxy that is
/// not trusted may have taken it off.
fn is_own(origin: &str, head: &RequestHead) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let port = match scheme {
        "http" if head.is_secure() => return false,
        "http" => ":80",
        "https" => ":443",
        _ => return false,
    };
    let plain = |authority: &str| authority.strip_suffix(port).unwrap_or(authority).to_ascii_lowercase();
    head.host().is_some_and(|asked| plain(asked) == plain(authority))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Sender;

    #[test]
    fn what_comes_from_elsewhere_is_foreign() {
        type Fields = &'static [(&'static str, &'static str)];
        let cases: &[(Fields, bool)] = &[
            (&[], false),
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "same-site")], true),
            (&[("sec-fetch-site", "cross-site")], true),
            (&[("sec-fetch-site", "")], true),
            (&[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")], false),
            (&[("origin", "http://a.example:8080")], false),
            (&[("origin", "https://A.Example:8080")], false),
            (&[("origin", "http://a.example")], true),
            (&[("origin", "http://a.example:80")], true),
            (&[("origin", "http://a.example.evil:8080")], true),
            (&[("origin", "null")], true),
            (&[("origin", "")], true),
            (&[("origin", "file://a.example:8080")], true),
            (&[("origin", "http://a.example:8080"), ("origin", "http://a.example:8080")], true),
            (&[("origin", "https://app.example")], false),
            (&[("origin", "https://app.example"), ("sec-fetch-site", "cross-site")], false),
            (&[("origin", "https://app.example.evil"), ("sec-fetch-site", "cross-site")], true),
        ];
        for (fields, expected) in cases {
            let mut request = http::Request::post("/").header("host", "a.example:8080");
            for (name, value) in *fields {
                request = request.header(*name, *value);
            }
            let (parts, ()) = request.body(()).expect("a request").into_parts();
            let head = RequestHead::new(parts, Sender::default());
            let foreign = is_foreign(&head, &["https://app.example".to_owned()]);
            assert_eq!(foreign, *expected, "{fields:?}");
        }
    }

    #[test]
    fn the_usual_port_may_be_left_out() {
        for (host, origin, own) in [
            ("a.example", "http://a.example:80", true),
            ("a.example:80", "http://a.example", true),
            ("a.example", "https://a.example:443", true),
            ("a.example:443", "http://a.example", false),
            ("[::1]:80", "http://[::1]", true),
        ] {
            let (parts, ()) = http::Request::post("/").header("host", host).body(()).expect("a request").into_parts();
            assert_eq!(is_own(origin, &RequestHead::new(parts, Sender::default())), own, "{host} {origin}");
        }
    }
}
