//! A request and its answer, through the whole pipeline.

use std::{
    fmt,
    panic::Location,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Uri, header,
    request::Parts,
    uri::{Authority, PathAndQuery},
};

use super::{
    TestRequest,
    jar::{Jar, Place},
    logs::Logs,
    redirect,
};
use crate::{
    Body, Response,
    request::Sender,
    server::manners,
    service::{Application, Owner},
};

/// As browsers have it, more or less.
const MOST_REDIRECTS: usize = 10;

/// What was asked, for the output of a test that fails.
#[derive(Debug)]
pub(super) struct Asked {
    method: Method,
    target: Uri,
    headers: HeaderMap,
    /// None where it was a stream.
    body: Option<Bytes>,
    pub(super) place: &'static Location<'static>,
}

/// Sends a request; gives what was asked last, the answer, and what was logged.
pub(super) async fn send(request: TestRequest) -> (Asked, Response, Logs) {
    send_to(request, Arc::clone).await
}

/// The same, where the request belongs to a connection.
pub(super) async fn send_to<O: Owner>(
    request: TestRequest,
    owner: impl FnOnce(&Arc<Application>) -> Arc<O>,
) -> (Asked, Response, Logs) {
    let TestRequest { app, request, peer, mut secure, follows, place } = request;
    let logs = Logs::new();
    let service = match logs.during(app.service()).await {
        Ok(service) => service,
        Err(report) => panic!("{report}\n\n(asked at {place})"),
    };
    let owner = owner(&service.0);
    let jar = app.jar.clone().or_else(|| follows.then(Default::default));
    let (mut parts, mut body) = request.into_parts();
    for name in app.headers.keys().filter(|name| !parts.headers.contains_key(*name)).cloned().collect::<Vec<_>>() {
        parts.headers.extend(app.headers.get_all(&name).iter().map(|value| (name.clone(), value.clone())));
    }
    let host = HeaderValue::from_static("localhost");
    parts.headers.entry(header::HOST).or_insert(host);
    for _ in 0..=MOST_REDIRECTS {
        let mut sent = parts.clone();
        sent.extensions.insert(logs.subscriber());
        if let Some(jar) = &jar {
            add_cookies(&mut sent, &lock(jar), secure);
        }
        let at_hand = body.at_hand();
        let asked = Asked::new(&sent, at_hand.clone(), place);
        let sender = Sender::of(Some(peer));
        let sender = if secure { sender.secured() } else { sender };
        // A synchronous handler is answered in the call itself.
        let answer =
            async { manners::answer(&owner, http::Request::from_parts(sent, body), sender, |body| body).await };
        let response = logs.during(answer).await.unwrap_or_else(|never| match never {});
        if let Some(jar) = &jar {
            lock(jar).take(response.headers(), place_of(&parts, secure));
        }
        secure = secure || follows && leads_to_tls(&response);
        let Some((next, has_body)) = follows.then(|| redirected(&parts, &response)).flatten() else {
            return (asked, response, logs);
        };
        parts = next;
        body = match at_hand {
            _ if !has_body => Body::empty(),
            Some(bytes) => bytes.into(),
            None => panic!("{asked}\n\nthe redirect asks for the body again, and it was a stream"),
        };
    }
    panic!("{} {} (asked at {place}) is redirected more than {MOST_REDIRECTS} times", parts.method, parts.uri)
}

fn leads_to_tls(response: &Response) -> bool {
    let location = response.headers().get(header::LOCATION);
    location.is_some_and(|location| location.as_bytes().starts_with(b"https://"))
}

/// The next request, and whether it has the body again.
fn redirected(parts: &Parts, response: &Response) -> Option<(Parts, bool)> {
    let location = response.headers().get(header::LOCATION)?.to_str().ok()?;
    let (method, has_body) = redirect::method(response.status(), &parts.method)?;
    let mut next = parts.clone();
    next.uri = redirect::target(&parts.uri, host(parts), location)?;
    next.method = method;
    if !has_body {
        redirect::forget_body(&mut next.headers);
    }
    Some((next, has_body))
}

/// Those that the request does not send itself.
fn add_cookies(parts: &mut Parts, jar: &Jar, secure: bool) {
    let own: Vec<_> = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).collect();
    let own: Vec<_> = own.iter().flat_map(|value| value.split(';')).filter_map(|pair| pair.split('=').next()).collect();
    let kept = jar.of(place_of(parts, secure));
    let kept = kept.iter().filter(|(name, _)| !own.iter().any(|own| own.trim() == *name));
    let pairs: Vec<_> = kept.map(|(name, value)| format!("{name}={value}")).collect();
    if let Some(cookies) = HeaderValue::from_str(&pairs.join("; ")).ok().filter(|value| !value.is_empty()) {
        parts.headers.append(header::COOKIE, cookies);
    }
}

fn place_of(parts: &Parts, secure: bool) -> Place<'_> {
    let host = host(parts);
    let port = host.rfind(':').filter(|_| !host.ends_with(']')).unwrap_or(host.len());
    Place { host: &host[..port], path: parts.uri.path(), secure }
}

/// With its port, if there is one.
fn host(parts: &Parts) -> &str {
    let field = || parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    parts.uri.authority().map_or_else(field, Authority::as_str)
}

fn lock(jar: &Mutex<Jar>) -> std::sync::MutexGuard<'_, Jar> {
    jar.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Asked {
    fn new(parts: &Parts, body: Option<Bytes>, place: &'static Location<'static>) -> Self {
        Asked { method: parts.method.clone(), target: parts.uri.clone(), headers: parts.headers.clone(), body, place }
    }

    /// The method and the target.
    pub(super) fn line(&self) -> String {
        let target = self.target.path_and_query().map(PathAndQuery::as_str).filter(|_| self.target.scheme().is_none());
        format!("{} {}", self.method, target.map_or_else(|| self.target.to_string(), str::to_owned))
    }
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {}  (asked at {})", self.line(), self.place)?;
        f.write_str(&message(&self.headers, self.body.as_ref()))
    }
}

/// The longest body that is shown whole, in bytes.
const SHOWN: usize = 4096;

/// Header fields and body, as they are shown.
pub(super) fn message(headers: &HeaderMap, body: Option<&Bytes>) -> String {
    let fields =
        headers.iter().map(|(name, value)| format!("\n  {name}: {}", String::from_utf8_lossy(value.as_bytes())));
    let fields: String = fields.collect();
    let body = match body.map(|body| (body.len(), str::from_utf8(body))) {
        None => "\n\n  (a stream)".to_owned(),
        Some((0, _)) => String::new(),
        Some((length, Err(_))) => format!("\n\n  ({length} bytes)"),
        Some((length, Ok(text))) => {
            let end = (0..=SHOWN.min(length)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
            let more = if end < length { format!("… ({length} bytes)") } else { String::new() };
            format!("\n\n  {}{more}", text[..end].trim_end().replace('\n', "\n  "))
        }
    };
    fields + &body
}
