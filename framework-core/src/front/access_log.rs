//! One event of the log for every request, when the last byte of its response has been handed on.

use std::{
    mem,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Instant,
};

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, Uri, request::Parts};
use http_body::{Body as _, Frame, SizeHint};

use crate::{Body, BoxError, Response, request::RouteInfo};

/// A request that will be in the log, at the latest when this is dropped: then it has been broken off.
#[derive(Debug)]
pub(super) struct Entry {
    begun: Instant,
    method: Method,
    target: Uri,
    has_query: bool,
    peer: Option<SocketAddr>,
    request_id: Option<HeaderValue>,
    route: Option<&'static str>,
    status: Option<StatusCode>,
    bytes: u64,
    is_whole: bool,
}

impl Entry {
    pub(super) fn new(
        parts: &Parts,
        has_query: bool,
        peer: Option<SocketAddr>,
        request_id: Option<HeaderValue>,
    ) -> Self {
        Entry {
            begun: Instant::now(),
            method: parts.method.clone(),
            target: parts.uri.clone(),
            has_query,
            peer,
            request_id,
            route: None,
            status: None,
            bytes: 0,
            is_whole: false,
        }
    }

    pub(super) fn note_route(&mut self, route: Option<&'static RouteInfo>) {
        self.route = route.map(|route| route.pattern);
    }

    /// Watches a response: its end is the end of the request.
    pub(super) fn watch(mut self, response: &mut Response) {
        self.status = Some(response.status());
        let body = mem::take(response.body_mut());
        self.is_whole = body.is_end_stream();
        *response.body_mut() = Body::new(Watched { announced: body.len(), body, entry: self });
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let Entry { begun, method, target, has_query, peer, request_id, route, status, bytes, is_whole } = self;
        // What `Uri` lets through may still be more than one line to somebody's terminal.
        let path = target.path().escape_debug();
        let query = target.query().filter(|_| *has_query).map(|query| tracing::field::display(query.escape_debug()));
        tracing::info!(
            target: "framework::access",
            %method,
            %path,
            query,
            status = status.map(|status| status.as_u16()),
            bytes = *bytes,
            duration_ms = begun.elapsed().as_secs_f64() * 1e3,
            peer = peer.map(tracing::field::display),
            route = *route,
            request_id = request_id.as_ref().and_then(|id| id.to_str().ok()),
            is_whole = *is_whole,
        );
    }
}

/// A body that is counted.
struct Watched {
    body: Body,
    /// hyper does not look at what follows the last byte that was announced.
    announced: Option<u64>,
    entry: Entry,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(task));
        match &frame {
            Some(Ok(frame)) => {
                self.entry.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
                self.entry.is_whole = self.body.is_end_stream() || self.announced == Some(self.entry.bytes);
            }
            Some(Err(_)) => self.entry.is_whole = false,
            None => self.entry.is_whole = true,
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
