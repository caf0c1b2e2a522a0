//! What HTTP/1.1 asks of a request beyond what hyper checks.

use std::sync::Arc;

use http::{Method, Version, header, request::Parts, uri::Authority};

use crate::{
    Body, HttpStatus, Invalid,
    config::HttpSettings,
    extract::Loaded,
    request::{RequestHead, Sender, is_host},
    service::{Answer, Owner, refuse, respond},
};

/// Answers a request as it has come, or refuses it for its manners.
#[inline]
pub(crate) fn answer<O: Owner>(owner: &Arc<O>, parts: Parts, body: Body, sender: Sender) -> Answer {
    let application = owner.application();
    let loaded = Loaded::new(RequestHead::new(parts, sender));
    match check(&loaded.head().parts, &application.context.settings.http) {
        Ok(()) => respond(owner, loaded, body),
        Err(invalid) => refuse(application, invalid, loaded),
    }
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
