//! HTTP/1 on a connection.

use std::{convert::Infallible, pin::Pin, sync::Arc};

use http::{Version, header};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::TokioIo;

use super::{
    connection::{Protocol, Served, until_told},
    connections::Entry,
    manners,
    together::Together,
    wire::Wire,
};
use crate::{
    Body, BoxFuture, Response,
    request::Sender,
    service::{Answer, Application},
    watch::{Order, Watch},
};

/// The longest target that hyper parses; a longer one is its own 414.
pub(super) const MOST_TARGET: usize = 64 * 1024;

/// hyper reads heads into a buffer of at least this size.
const LEAST_BUFFER: usize = 8192;

/// Speaks HTTP/1 until either side ends it.
///
/// No `async fn`: what waits for it would have room for all of it from the beginning.
pub(super) fn speak<'a>(
    wire: Wire,
    sender: Sender,
    application: Arc<Application>,
    entry: &'a Entry,
) -> BoxFuture<'a, ()> {
    Box::pin(spoken(wire, sender, application, entry))
}

async fn spoken(wire: Wire, sender: Sender, application: Arc<Application>, entry: &Entry) {
    let watch = &entry.watch;
    let settings = &application.context.settings.http;
    let mut http = http1::Builder::new();
    // One flat buffer takes fewer instructions than a vectored write. hyper's `pipeline_flush` withholds answers while
    // bytes of a next request wait, and lost the 400 for a bad one: see `together`.
    // hyper's ceilings lie above ours, which are checked exactly once a head is parsed.
    let ceiling = (settings.header_limit + MOST_TARGET).max(LEAST_BUFFER);
    http.writev(false).max_headers(settings.header_count).max_header_size(ceiling).max_buf_size(ceiling);

    let peer = sender.peer;
    let owner = Served::new(Arc::clone(&application), entry, true);
    let service = Service { owner, sender, watch: Arc::clone(watch) };
    let mut connection = http.serve_connection(TokioIo::new(Together::new(wire, watch)), service);
    let ended = until_told(Pin::new(&mut connection), watch, Order::Close).await;
    // Taken whatever has happened: it holds the watch, as the watch does it.
    let takeover = watch.takeover();
    if let (Ok(()), Some(takeover)) = (&ended, takeover) {
        let http1::Parts { io, read_buf, .. } = connection.into_parts();
        watch.request_begins(); // what it does from now on is judged as a handler at work
        // In a box, as what is rare.
        return Box::pin(takeover.run(io.into_inner(), read_buf, watch)).await;
    }
    // A body that broke off: where no chunk and no length tells, the end of the connection must, and it is reset.
    if ended.as_ref().is_err_and(hyper::Error::is_user) {
        watch.tell(Order::Abort);
    }
    if let Err(error) = ended {
        tracing::debug!(target: "framework", peer = peer.map(tracing::field::display), "connection ended: {error}");
    }
}

impl Protocol for http1::Connection<TokioIo<Together>, Service> {
    fn end(self: Pin<&mut Self>) {
        self.graceful_shutdown();
    }
}

/// What hyper calls.
struct Service {
    owner: Arc<Served>,
    sender: Sender,
    watch: Arc<Watch>,
}

impl hyper::service::Service<hyper::Request<Incoming>> for Service {
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    #[inline]
    fn call(&self, request: hyper::Request<Incoming>) -> Answer {
        let (parts, body) = request.into_parts();
        self.watch.request_begins();
        let (version, body) = (parts.version, Body::incoming(body, &self.watch));
        let mut answer = manners::answer(&self.owner, parts, body, self.sender.clone());
        if version == Version::HTTP_10 {
            answer = Answer::pending(async { of_http_1_0(answer.await) });
        }
        answer.watch(&self.watch);
        answer
    }
}

/// Where the connection ends with the response, it must not be promised to stay: hyper answers a wish for that in the
/// version of the response alone.
fn of_http_1_0(answer: Result<Response, Infallible>) -> Response {
    let Ok(mut response) = answer;
    if response.body().len().is_none() || response.headers().contains_key(header::CONNECTION) {
        *response.version_mut() = Version::HTTP_10;
    }
    response
}
