//! HTTP/1 on a connection.

use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
};

use http::{Version, header};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;

use super::{
    connections::Entry,
    manners,
    owner::Served,
    protocol::{Protocol, until_told},
    together::Together,
    unparsed::Unparsed,
    wire::Wire,
};
use crate::{
    Body, BoxFuture, Response,
    request::Sender,
    service::{Answer, Application},
    takeover::{close, until},
    watch::{Order, Watch},
};

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
    let ceiling = manners::ceiling(settings);
    http.writev(false).max_headers(settings.header_count).max_header_size(ceiling).max_buf_size(ceiling);

    let peer = sender.peer.address();
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
    if watch.is_holding() && watch.order() < Order::Cut {
        // In a box, as what is rare.
        return Box::pin(rest(ended, connection.into_parts(), &application, watch)).await;
    }
    if let Err(error) = ended {
        return tell(&error, peer);
    }
    let together = connection.into_parts().io.into_inner();
    if watch.order() < Order::Close && !together.is_over() {
        // In a box, as what is rare. Whoever sends a body that nobody wants reads the answer when all of it is sent.
        let (wire, ..) = together.into_parts(false);
        Box::pin(async { until(Order::Close, watch, pin!(close(wire, watch))).await }).await;
    }
}

fn tell(error: &hyper::Error, peer: Option<SocketAddr>) {
    tracing::debug!(target: "framework", peer = peer.map(tracing::field::display), "connection ended: {error}");
}

/// What hyper was told is sent, and is not: answers, and its own refusal, for which another one is sent.
async fn rest(ended: hyper::Result<()>, parts: Parts, application: &Application, watch: &Watch) {
    let http1::Parts { io, read_buf, service, .. } = parts;
    // What it says of a preface of HTTP/2 it says to us alone.
    let is_refused = ended.as_ref().is_err_and(|error| error.is_parse() && !error.is_parse_version_h2());
    let (mut wire, held, is_refusal) = io.into_inner().into_parts(is_refused);
    watch.holds(false);
    if let Err(error) = ended {
        tell(&error, service.sender.peer.address());
        if is_refusal {
            let unparsed = Unparsed { read: read_buf, error, sender: service.sender };
            return unparsed.answer(application, wire, held, watch).await;
        }
    }
    let sent = async {
        if wire.write_all(&held).await.is_ok() {
            let _gone_already = wire.shutdown().await;
        }
    };
    until(Order::Cut, watch, pin!(sent)).await;
}

/// What hyper leaves of a connection.
type Parts = http1::Parts<TokioIo<Together>, Service>;

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
        self.watch.request_begins();
        let (version, sender) = (request.version(), self.sender.clone());
        let mut answer = manners::answer(&self.owner, request, sender, |body| Body::incoming(body, &self.watch));
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
