//! What stands in front of every route, switched by settings: who has sent a request, the access log, ids, CORS,
//! security headers, compression.
//!
//! None of it is a layer of tower's. A layer costs every request a boxed future and a second look-up of the route, and
//! does not see what was refused before. All of this concerns the head of the request on its way in and the head of
//! the response on its way out, so both are passed through here once: [`Front::enter`] and [`Front::leave`]. Where
//! everything is off they compare a flag each.
//!
//! Nor are they layers of tower-http's inside. Its CORS takes each `OPTIONS` for a preflight, so that no route and no
//! `Allow` answers one. Its compression calls the handler and then answers 406 where a client accepts nothing that it
//! has, keeps a strong `ETag` for other bytes, and knows no `no-transform`.

mod access_log;
#[cfg(feature = "compression")]
mod compression;
mod cors;
mod request_id;
mod security_headers;
mod visitors;

use std::{mem, sync::Arc};

use http::{HeaderValue, Method, header};

use crate::{
    Invalid, Response,
    config::{AccessLog, HttpSettings, RequestIds, TrustedProxies},
    cookie,
    heads::Heads,
    request::{RequestHead, RouteInfo, X_REQUEST_ID, is_trusted, sender},
};
use cors::Cors;
use visitors::{Visit, Visitors};

/// What stands in front of the routes of an application; immutable.
#[derive(Debug)]
pub(crate) struct Front {
    security_headers: bool,
    server: Option<HeaderValue>,
    /// Whether anything else is on, and a request is looked at before it is answered.
    looks: bool,
    trusted_proxies: TrustedProxies,
    /// None where nobody behind them has a limit.
    visitors: Option<Arc<Visitors>>,
    access_log: AccessLog,
    request_id: RequestIds,
    cors: Option<Cors>,
    #[cfg(feature = "compression")]
    compression: Option<compression::Compression>,
    /// The names of all that is on and of the program's layers, the outermost first.
    order: Vec<&'static str>,
}

/// A request that has come in.
pub(crate) struct Entered {
    /// For its response.
    pub(crate) exit: Exit,
    /// The answer, where the request gets no further.
    pub(crate) early: Option<Box<Result<Response, Invalid>>>,
}

/// What a response is finished by; dropped without one, the request has been broken off.
#[derive(Debug)]
pub(crate) struct Exit {
    bodiless: bool,
    is_secure: bool,
    /// In a box: most requests have none.
    noted: Option<Box<Noted>>,
}

/// What is noted of a request that is looked at.
#[derive(Debug, Default)]
struct Noted {
    access: Option<access_log::Entry>,
    visit: Option<Visit>,
    request_id: Option<HeaderValue>,
    /// The site whose scripts may read the response.
    origin: Option<HeaderValue>,
    #[cfg(feature = "compression")]
    is_compressed: bool,
}

impl Front {
    pub(crate) fn new(settings: &HttpSettings, layers: impl Iterator<Item = &'static str>) -> Self {
        let cors = Cors::new(&settings.cors);
        let on = [
            ("trusted proxies", !settings.trusted_proxies.is_empty()),
            ("access log", settings.access_log != AccessLog::Off),
            ("request ids", settings.request_id != RequestIds::Off),
            ("CORS", cors.is_some()),
            ("security headers", settings.security_headers),
            ("compression", settings.compression),
        ];
        let on = on.into_iter().filter_map(|(name, on)| on.then_some(name));
        Front {
            security_headers: settings.security_headers,
            server: settings.server_header.clone(),
            looks: on.clone().any(|name| name != "security headers"),
            trusted_proxies: settings.trusted_proxies.clone(),
            visitors: settings.max_connections_per_address.map(Visitors::new),
            access_log: settings.access_log,
            request_id: settings.request_id,
            cors,
            #[cfg(feature = "compression")]
            compression: settings.compression.then(|| compression::Compression::new(settings.compression_min_size)),
            order: on.chain(layers).collect(),
        }
    }

    /// What a request comes through, the outermost first.
    pub(crate) fn order(&self) -> &[&'static str] {
        &self.order
    }

    /// What usual responses begin with.
    pub(crate) fn heads(&self) -> Heads {
        Heads::new(|head| {
            if self.security_headers {
                security_headers::add(head, false);
            }
        })
    }

    /// Takes a request in; behind proxies, it is then from whom they tell.
    #[inline]
    pub(crate) fn enter(&self, head: &mut RequestHead) -> Entered {
        if self.looks {
            return self.look(head);
        }
        Entered {
            exit: Exit { bodiless: head.parts.method == Method::HEAD, is_secure: head.is_secure(), noted: None },
            early: None,
        }
    }

    #[inline(never)]
    fn look(&self, head: &mut RequestHead) -> Entered {
        let peer = head.sender.peer;
        let mut noted = Box::<Noted>::default();
        let told = sender(&head.sender, &head.parts.headers, &self.trusted_proxies);
        let refused = told.and_then(|sender| {
            head.sender = sender;
            // Without a proxy in between, the connection is counted.
            if let (Some(visitors), Some(visitor)) = (&self.visitors, head.peer().filter(|_| head.sender.peer != peer))
            {
                let visit = visitors.enter(visitor.ip())?;
                head.parts.extensions.insert(Arc::clone(&visit));
                noted.visit = Some(visit);
            }
            Ok(())
        });
        let RequestHead { parts, sender, .. } = head;
        if self.request_id != RequestIds::Off {
            let is_believed = self.request_id == RequestIds::Any || is_trusted(peer, &self.trusted_proxies);
            let id = request_id::of(&parts.headers, is_believed);
            parts.headers.insert(X_REQUEST_ID, id.clone());
            noted.request_id = Some(id);
        }
        if self.access_log != AccessLog::Off {
            let has_query = self.access_log == AccessLog::Query;
            let entry = access_log::Entry::new(parts, has_query, sender.peer.address(), noted.request_id.clone());
            noted.access = Some(entry);
        }
        noted.origin = self.cors.as_ref().and_then(|cors| cors.grant(&parts.headers));
        #[cfg(feature = "compression")]
        {
            noted.is_compressed = self.compression.is_some() && compression::is_wanted(&parts.headers);
        }
        let preflight = match (&self.cors, &noted.origin) {
            (Some(cors), Some(_)) => cors.preflight(parts),
            _ => None,
        };
        let early = refused.err().map(Err).or(preflight.map(Ok));
        let exit = Exit { bodiless: parts.method == Method::HEAD, is_secure: sender.is_secure(), noted: Some(noted) };
        Entered { exit, early: early.map(Box::new) }
    }

    /// Gives a response its last touches, in place: to move one takes more instructions than most of them.
    #[inline]
    pub(crate) fn leave(&self, response: &mut Response, exit: Exit) {
        let Exit { bodiless, is_secure, noted } = exit;
        #[cfg(feature = "compression")]
        if let (Some(compression), Some(noted)) = (&self.compression, &noted) {
            compression.compress(response, noted.is_compressed);
        }
        if bodiless {
            drop_body(response);
        }
        if self.security_headers {
            security_headers::add(response.headers_mut(), is_secure);
        }
        if let Some(server) = &self.server {
            response.headers_mut().entry(header::SERVER).or_insert_with(|| server.clone());
        }
        if is_secure {
            cookie::secured(response.headers_mut());
        }
        if let Some(noted) = noted {
            self.leave_noted(response, *noted);
        }
    }

    #[inline(never)]
    fn leave_noted(&self, response: &mut Response, noted: Noted) {
        if let Some(cors) = &self.cors {
            cors.add(response.headers_mut(), noted.origin);
        }
        if let Some(id) = noted.request_id {
            response.headers_mut().insert(X_REQUEST_ID, id);
        }
        if let Some(entry) = noted.access {
            entry.watch(response);
        }
        if let Some(visit) = noted.visit {
            visitors::hold(visit, response);
        }
    }
}

impl Exit {
    /// Notes which route answers.
    pub(crate) fn note_route(&mut self, route: Option<&'static RouteInfo>) {
        if let Some(entry) = self.noted.as_mut().and_then(|noted| noted.access.as_mut()) {
            entry.note_route(route);
        }
    }
}

/// The answer to `HEAD`: the length stays, the body goes (RFC 9110, section 9.3.2).
fn drop_body(response: &mut Response) {
    let body = mem::take(response.body_mut());
    let status = response.status();
    let has_content = !status.is_informational() && !matches!(status.as_u16(), 204 | 304);
    if let Some(length) = body.len().filter(|_| has_content) {
        response.headers_mut().entry(header::CONTENT_LENGTH).or_insert(length.into());
    }
}
