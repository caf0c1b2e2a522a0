//! One connection: hyper's HTTP/1, our service, and an end in order.

use std::{
    convert::Infallible,
    future::poll_fn,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
};

use http::{Version, header};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::TokioIo;

use super::{
    connections::{Connections, Entry},
    manners,
    stream::{Stream, Watched},
};
use crate::{
    Body, BoxFuture, Response,
    service::{Answer, Application, Owner, Unattended, refuse, respond},
    takeover::Line,
    watch::{Order, Watch},
};

/// The longest target that hyper parses; a longer one is its own 414.
const MOST_TARGET: usize = 64 * 1024;

/// hyper reads heads into a buffer of at least this size.
const LEAST_BUFFER: usize = 8192;

/// Serves a connection until either side ends it.
pub(super) async fn serve(stream: Stream, peer: Option<SocketAddr>, application: Arc<Application>, entry: Entry) {
    // Until something comes, a connection has no buffers and no state of a protocol.
    if begins(&stream, &entry.watch).await {
        http1(stream, peer, application, &entry).await;
    }
}

/// Waits for the first byte; whether one came before the connection was told to end.
async fn begins(stream: &Stream, watch: &Watch) -> bool {
    let mut readable = pin!(stream.readable());
    poll_fn(|task| {
        watch.is_run_by(task.waker());
        match readable.as_mut().poll(task) {
            Poll::Ready(readable) => Poll::Ready(readable.is_ok()),
            Poll::Pending if watch.order() >= Order::Close => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// No `async fn`: what waits for it would have room for all of it from the beginning.
fn http1<'a>(
    stream: Stream,
    peer: Option<SocketAddr>,
    application: Arc<Application>,
    entry: &'a Entry,
) -> BoxFuture<'a, ()> {
    Box::pin(speak(stream, peer, application, entry))
}

async fn speak(stream: Stream, peer: Option<SocketAddr>, application: Arc<Application>, entry: &Entry) {
    let Entry { watch, connections, .. } = entry;
    let settings = &application.context.settings.http;
    let mut http = http1::Builder::new();
    // One flat buffer takes fewer instructions than a vectored write. hyper's `pipeline_flush` would take fewer still,
    // but it withholds answers while bytes of a next request wait: it lost the 400 for a bad one.
    // hyper's ceilings lie above ours, which are checked exactly once a head is parsed.
    let ceiling = (settings.header_limit + MOST_TARGET).max(LEAST_BUFFER);
    http.writev(false).max_headers(settings.header_count).max_header_size(ceiling).max_buf_size(ceiling);

    let (connections, served) = (Arc::clone(connections), Arc::clone(watch));
    let owner = Arc::new(Served { application: Arc::clone(&application), connections, watch: served });
    let service = Service { owner, peer };
    let stream = Watched { stream, watch: Arc::clone(watch) };
    let mut connection = http.serve_connection(TokioIo::new(stream), service);

    let mut known = None;
    let mut told = false;
    let ended = poll_fn(|task| {
        if !known.as_ref().is_some_and(|known| task.waker().will_wake(known)) {
            known = Some(task.waker().clone());
            watch.is_run_by(task.waker());
        }
        let order = watch.order();
        if order >= Order::Cut {
            return Poll::Ready(Ok(()));
        }
        // What has arrived is taken before the connection is told to end.
        let progress = Pin::new(&mut connection).poll(task);
        if progress.is_ready() || order < Order::Close || told {
            return progress;
        }
        told = true;
        Pin::new(&mut connection).graceful_shutdown();
        Pin::new(&mut connection).poll(task)
    })
    .await;
    // Taken whatever has happened: it holds the watch, as the watch does it.
    let takeover = watch.takeover();
    if let (Ok(()), Some(takeover)) = (&ended, takeover) {
        let http1::Parts { io, read_buf, .. } = connection.into_parts();
        watch.request_begins(); // what it does from now on is judged as a handler at work
        // In a box, as what is rare.
        return Box::pin(takeover.run(io.into_inner(), read_buf, watch)).await;
    }
    // A body that broke off: where no chunk and no length tells, the end of the connection must, and it is reset.
    let has_broken_off = ended.as_ref().is_err_and(hyper::Error::is_user);
    if has_broken_off || watch.order() == Order::Abort {
        connection.into_parts().io.into_inner().stream.forget_unread();
    }
    if let Err(error) = ended {
        tracing::debug!(target: "framework", peer = peer.map(tracing::field::display), "connection ended: {error}");
    }
}

/// What hyper calls.
struct Service {
    owner: Arc<Served>,
    /// None over a unix socket.
    peer: Option<SocketAddr>,
}

/// The application, counted by this connection alone.
struct Served {
    application: Arc<Application>,
    connections: Arc<Connections>,
    watch: Arc<Watch>,
}

impl Owner for Served {
    fn application(&self) -> &Application {
        &self.application
    }

    fn unattended(&self) -> &Unattended {
        &self.connections.unattended
    }

    fn line(&self) -> Option<Line> {
        let Connections { listener, sockets, .. } = &*self.connections;
        Some(Line::new(*listener, sockets, Some(&self.watch)))
    }
}

impl hyper::service::Service<hyper::Request<Incoming>> for Service {
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: hyper::Request<Incoming>) -> Answer {
        let (parts, body) = request.into_parts();
        let watch = &self.owner.watch;
        watch.request_begins();
        let body = Body::incoming(body, watch);
        let answer = match manners::check(&parts, &self.owner.application.context.settings.http) {
            Ok(()) if parts.version == Version::HTTP_10 => {
                let answer = respond(&self.owner, parts, body, self.peer);
                Answer::pending(async { of_http_1_0(answer.await) })
            }
            Ok(()) => respond(&self.owner, parts, body, self.peer),
            Err(invalid) => refuse(&self.owner.application, invalid, parts, self.peer),
        };
        answer.watched(watch)
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
