//! What HTTP/1.1 asks of a request beyond what hyper checks.

use http::{Method, Version, header, request::Parts, uri::Authority};

use crate::{HttpStatus, Invalid, config::HttpSettings};

/// Refuses a target that is too long or of no form, and a request whose `Host` is missing, repeated or malformed.
pub(crate) fn check(parts: &Parts, settings: &HttpSettings) -> Result<(), Invalid> {
    let authority = parts.uri.authority().map(Authority::as_str);
    let target = parts.uri.path_and_query().map_or(0, |target| target.as_str().len());
    if target + authority.map_or(0, str::len) > settings.target_limit {
        return Err(too_long(settings.target_limit));
    }
    let fields = parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + ": \r\n".len());
    if fields.sum::<usize>() > settings.header_limit {
        return Err(too_large(settings.header_limit));
    }
    if !is_target(parts) || authority.is_some_and(|authority| !is_host(authority.as_bytes())) {
        return Err(bad_target());
    }
    let mut hosts = parts.headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) if is_host(host.as_bytes()) => Ok(()),
        (None, _) if parts.version < Version::HTTP_11 => Ok(()),
        _ => Err(bad_host()),
    }
}

#[cold]
fn too_long(limit: usize) -> Invalid {
    let detail = format!("the target is longer than {limit} bytes (setting `http.target_limit`)");
    Invalid::new(HttpStatus::URI_TOO_LONG, detail)
}

#[cold]
fn too_large(limit: usize) -> Invalid {
    let detail = format!("the header fields are larger than {limit} bytes (setting `http.header_limit`)");
    Invalid::new(HttpStatus::REQUEST_HEADER_FIELDS_TOO_LARGE, detail)
}

/// Origin form or absolute form; the asterisk with `OPTIONS`, an authority alone with `CONNECT` (RFC 9112, section 3.2).
fn is_target(parts: &Parts) -> bool {
    match parts.uri.path() {
        "*" => parts.method == Method::OPTIONS,
        "" => parts.method == Method::CONNECT,
        path => path.starts_with('/'),
    }
}

#[cold]
fn bad_target() -> Invalid {
    Invalid::bad_request("the target must be a path that begins with a slash, or a whole URL")
}

/// RFC 9112, section 3.2: 400 for any of these.
#[cold]
fn bad_host() -> Invalid {
    Invalid::bad_request("the request must have exactly one valid Host field")
}

/// `host` or `host:port`, without user information (RFC 9110, section 7.2; RFC 3986, section 3.2.2).
fn is_host(bytes: &[u8]) -> bool {
    let (host, port) = match bytes.first() {
        Some(b'[') => match bytes.iter().position(|byte| *byte == b']') {
            Some(end) => bytes.split_at(end + 1),
            None => return false,
        },
        _ => bytes.split_at(bytes.iter().position(|byte| *byte == b':').unwrap_or(bytes.len())),
    };
    let port_is_valid = match port {
        [] => true,
        [b':'] => true,
        [b':', digits @ ..] => {
            let digits = digits.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(digits));
            matches!(digits, Some(Ok(digits)) if digits.parse::<u16>().is_ok())
        }
        _ => false,
    };
    let host_is_valid = match host {
        [] => false,
        [b'[', address @ .., b']'] => {
            std::str::from_utf8(address).is_ok_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok())
        }
        name => name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=".contains(byte)),
    };
    host_is_valid && port_is_valid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_with_an_optional_port() {
        let cases = [
            ("localhost", true),
            ("example.com:8080", true),
            ("127.0.0.1:0", true),
            ("[::1]", true),
            ("[::1]:80", true),
            ("xn--fiq228c.example", true),
            ("a:", true),
            ("", false),
            (":80", false),
            ("user@host", false),
            ("a/b", false),
            ("a b", false),
            ("a:b", false),
            ("a:1:2", false),
            ("[::1", false),
            ("[x]", false),
            ("[::1]x", false),
            ("a:123456", false),
            ("a:99999", false),
            ("a?b", false),
        ];
        for (text, valid) in cases {
            assert_eq!(is_host(text.as_bytes()), valid, "{text}");
        }
    }
}
