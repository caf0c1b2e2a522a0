//! What HTTP/1.1 asks of a request beyond what hyper checks.

use std::sync::Arc;

#[cfg(feature = "http2")]
use http::HeaderValue;
use http::{HeaderMap, Method, Version, header, request::Parts, uri::Authority};

use crate::{
    Body, HttpStatus, Invalid,
    config::HttpSettings,
    request::{Sender, is_host},
    service::{self, Answer, Owner},
};

/// The longest target that hyper parses; a longer one is its own 414.
pub(super) const MOST_TARGET: usize = 64 * 1024;

/// hyper reads heads into a buffer of at least this size.
const LEAST_BUFFER: usize = 8192;

/// hyper refuses a head of this many bytes.
pub(super) fn ceiling(settings: &HttpSettings) -> usize {
    (settings.header_limit + MOST_TARGET).max(LEAST_BUFFER)
}

/// Answers a request as it has come, or refuses it for its manners.
#[inline]
pub(crate) fn answer<O: Owner, B: http_body::Body>(
    owner: &Arc<O>,
    request: http::Request<B>,
    sender: Sender,
    into_body: impl FnOnce(B) -> Body,
) -> Answer {
    // Most requests have no body, and most bodies a length; what has none has come in chunks.
    let body = request.body();
    let is_chunked = !body.is_end_stream() && body.size_hint().exact().is_none();
    service::answer(owner, request, sender, into_body, move |parts, settings| {
        check(parts, settings)?;
        if is_chunked { check_coding(&parts.headers) } else { Ok(()) }
    })
}

/// hyper looks at the last coding alone, and hands on what others below it have made of the body.
fn check_coding(headers: &HeaderMap) -> Result<(), Invalid> {
    let mut fields = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (fields.next(), fields.next()) {
        (None, _) => Ok(()), // a test, which has no wire
        (Some(coding), None) if coding.as_bytes().eq_ignore_ascii_case(b"chunked") => Ok(()),
        // Whoever has passed it on may take the end of this body to be elsewhere.
        _ => Err(unknown_coding().header("connection", "close")),
    }
}

/// RFC 9112, section 6.1.
#[cold]
fn unknown_coding() -> Invalid {
    Invalid::new(HttpStatus::NOT_IMPLEMENTED, "the only transfer coding that is understood is `chunked`, once")
}

/// The same over HTTP/2.
#[cfg(feature = "http2")]
pub(super) fn answer_http2<O: Owner>(owner: &Arc<O>, parts: Parts, body: Body, sender: Sender) -> Answer {
    service::answer(owner, http::Request::from_parts(parts, body), sender, |body| body, check_http2)
}

/// The same for an extended CONNECT (RFC 8441).
#[cfg(all(feature = "http2", feature = "ws"))]
pub(super) fn answer_connect<O: Owner>(owner: &Arc<O>, parts: Parts, sender: Sender) -> Answer {
    service::answer_connect(owner, parts, sender, check_http2)
}

/// Refuses a target that is too long or of no form, and a request whose `Host` is missing, repeated or malformed.
fn check(parts: &Parts, settings: &HttpSettings) -> Result<(), Invalid> {
    let authority = parts.uri.authority().map(Authority::as_str);
    let target = parts.uri.path_and_query().map_or(0, |target| target.as_str().len());
    if target + authority.map_or(0, str::len) > settings.target_limit {
        return Err(too_long(settings.target_limit));
    }
    // One look at every field, for both its size and its being the host.
    let (mut size, mut hosts, mut host) = (0, 0, None);
    for (name, value) in &parts.headers {
        size += name.as_str().len() + value.len() + ": \r\n".len();
        if *name == header::HOST {
            hosts += 1;
            host = Some(value);
        }
    }
    if size > settings.header_limit {
        return Err(too_large(settings.header_limit));
    }
    if !is_target(parts) || authority.is_some_and(|authority| !is_host(authority.as_bytes())) {
        return Err(bad_target());
    }
    match (hosts, host) {
        (1, Some(host)) if is_host(host.as_bytes()) => Ok(()),
        (0, _) if parts.version < Version::HTTP_11 => Ok(()),
        _ => Err(bad_host()),
    }
}

/// The same for HTTP/2, whose `:authority` is the host (RFC 9113, section 8.3.1). What follows finds the fields as HTTP/1.1
/// has them: one `Host`, one `Cookie`.
#[cfg(feature = "http2")]
fn check_http2(parts: &mut Parts, settings: &HttpSettings) -> Result<(), Invalid> {
    if parts.method == Method::CONNECT {
        return Err(Invalid::new(HttpStatus::NOT_IMPLEMENTED, "there are no tunnels (`CONNECT`)"));
    }
    if let Some(authority) = parts.uri.authority() {
        let named = parts.headers.get(header::HOST).map(HeaderValue::as_bytes);
        if named.is_some_and(|host| !is_same_host(host, authority.as_str(), parts.uri.scheme_str())) {
            return Err(Invalid::bad_request("`Host` is another host than `:authority`"));
        }
        if named.is_none()
            && let Ok(host) = HeaderValue::from_str(authority.as_str())
        {
            parts.headers.insert(header::HOST, host);
        }
    }
    if parts.headers.len() > settings.header_count {
        return Err(too_many(settings.header_count));
    }
    join_cookies(&mut parts.headers);
    check(parts, settings)
}

/// Whatever the case, and with the scheme's own port or without.
#[cfg(feature = "http2")]
fn is_same_host(host: &[u8], authority: &str, scheme: Option<&str>) -> bool {
    let port: &[u8] = if scheme == Some("http") { b":80" } else { b":443" };
    let bare = |host: &'_ [u8]| host.strip_suffix(port).unwrap_or(host).to_ascii_lowercase();
    bare(host) == bare(authority.as_bytes())
}

/// A client may send each cookie in a field of its own (RFC 9113, section 8.2.3).
#[cfg(feature = "http2")]
fn join_cookies(headers: &mut HeaderMap) {
    let mut cookies = headers.get_all(header::COOKIE).iter();
    if cookies.nth(1).is_none() {
        return;
    }
    let cookies: Vec<_> = headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes).collect();
    if let Ok(joined) = HeaderValue::from_bytes(&cookies.join(b"; ".as_slice())) {
        headers.insert(header::COOKIE, joined);
    }
}

#[cold]
pub(super) fn too_many(count: usize) -> Invalid {
    let detail = format!("there are more than {count} header fields (setting `http.header_count`)");
    Invalid::new(HttpStatus::REQUEST_HEADER_FIELDS_TOO_LARGE, detail)
}

#[cold]
pub(super) fn too_long(limit: usize) -> Invalid {
    let detail = format!("the target is longer than {limit} bytes (setting `http.target_limit`)");
    Invalid::new(HttpStatus::URI_TOO_LONG, detail)
}

#[cold]
pub(super) fn too_large(limit: usize) -> Invalid {
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
