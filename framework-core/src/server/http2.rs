//! HTTP/2 on a connection.

use std::{
    collections::HashMap,
    convert::Infallible,
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context as TaskContext, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::{body::Incoming, rt::Executor, server::conn::http2};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::task::{self, Id};

use super::{
    connections::Entry,
    manners::{self, MOST_TARGET},
    owner::Served,
    protocol::{Protocol, until_told},
    streams::{Stream, Streams},
    tunnel,
    wire::Wire,
};
use crate::{
    Body, BoxError, BoxFuture,
    request::Sender,
    service::{Answer, Application},
    watch::{Order, Watch},
};

/// Bytes of each answer that are kept for a client who does not read: four pieces.
const SEND_BUFFER: usize = 4 * crate::body::PIECE;

/// What a header field counts for beside its bytes (RFC 9113, section 6.5.2).
const FIELD: usize = 32;

/// Bytes of a stream that are taken before anybody reads them, and of a connection, where WebSockets may be streams: those
/// whose handlers leave what comes unread keep none of the others from sending.
const WINDOWS: (u32, u32) = (256 * 1024, 4 * 1024 * 1024);

/// Speaks HTTP/2 until either side ends it.
pub(super) fn speak(wire: Wire, sender: Sender, application: Arc<Application>, entry: &Entry) -> BoxFuture<'_, ()> {
    Box::pin(spoken(wire, sender, application, entry))
}

async fn spoken(wire: Wire, sender: Sender, application: Arc<Application>, entry: &Entry) {
    let settings = &application.context.settings.http;
    let streams = entry.has_streams(settings.h2_resets);
    let begun = Arc::<Mutex<Begun>>::default();
    let mut http = http2::Builder::new(Spawn { connection: task::try_id(), begun: Arc::clone(&begun) });
    // hyper's ceiling lies above ours, which is checked exactly once a head is parsed.
    let ceiling = settings.header_limit + MOST_TARGET + settings.header_count * FIELD;
    http.max_header_list_size(u32::try_from(ceiling).unwrap_or(u32::MAX));
    http.max_concurrent_streams(settings.h2_streams).max_send_buf_size(SEND_BUFFER);
    if settings.h2_ping != std::time::Duration::MAX {
        http.timer(TokioTimer::new());
        http.keep_alive_interval(settings.h2_ping).keep_alive_timeout(settings.h2_ping_timeout);
    }
    let has_tunnels = settings.websocket.h2;
    if has_tunnels {
        http.enable_connect_protocol();
        http.initial_stream_window_size(WINDOWS.0).initial_connection_window_size(WINDOWS.1);
    }

    let peer = sender.peer.address();
    let owner = Served::new(Arc::clone(&application), entry, false);
    let service = Service { owner, sender, streams: Arc::clone(&streams), begun, has_tunnels };
    let ended = {
        let connection = pin!(http.serve_connection(TokioIo::new(wire), service));
        // "The last answer of a connection" is said at once, by GOAWAY: a request that comes later is known to be untouched.
        until_told(connection, &entry.watch, Order::Last).await
    };
    if let Err(error) = ended {
        tracing::debug!(target: "framework", peer = peer.map(tracing::field::display), "connection ended: {error}");
    }
    if has_tunnels {
        streams.tunnels_end().await;
    }
}

impl Protocol for http2::Connection<TokioIo<Wire>, Service, Spawn> {
    fn end(self: Pin<&mut Self>) {
        self.graceful_shutdown();
    }
}

/// What hyper calls.
struct Service {
    owner: Arc<Served>,
    sender: Sender,
    streams: Arc<Streams>,
    begun: Arc<Mutex<Begun>>,
    /// Whether streams may be taken over.
    has_tunnels: bool,
}

impl hyper::service::Service<hyper::Request<Incoming>> for Service {
    type Response = http::Response<Sent>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: hyper::Request<Incoming>) -> Answering {
        let (mut parts, body) = request.into_parts();
        let upgrade = if self.has_tunnels { tunnel::asked(&mut parts) } else { None };
        let is_tunnel = upgrade.is_some();
        let stream = self.streams.begin(upgrade);
        let watch = Arc::clone(&stream.watch);
        // hyper hands over what it makes of the answer before it calls again.
        begun(&self.begun).stream = Some(stream);
        #[cfg(feature = "ws")]
        if is_tunnel {
            let answer = manners::answer_connect(&self.owner.on_stream(&watch), parts, self.sender.clone());
            return Answering { answer, watch, streams: Arc::clone(&self.streams), is_tunnel };
        }
        let body = match body.is_end_stream() {
            true => Body::empty(),
            false => Body::new(Received { body, watch: Arc::clone(&watch), streams: Arc::clone(&self.streams) }),
        };
        let answer = manners::answer_http2(&self.owner, parts, body, self.sender.clone());
        Answering { answer, watch, streams: Arc::clone(&self.streams), is_tunnel }
    }
}

/// The answer to a request. It cannot fail.
struct Answering {
    answer: Answer,
    watch: Arc<Watch>,
    streams: Arc<Streams>,
    is_tunnel: bool,
}

impl Future for Answering {
    type Output = Result<http::Response<Sent>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let Ok(mut response) = ready!(Pin::new(&mut self.answer).poll(task));
        if self.is_tunnel {
            tunnel::settle(&mut response, &self.watch);
        }
        self.streams.has_answered(&mut response);
        Poll::Ready(Ok(response.map(|body| Sent { body, handed: 0, watch: Arc::clone(&self.watch) })))
    }
}

/// What is received of a request's body. Whoever waits for it too long is told so.
struct Received {
    body: Incoming,
    watch: Arc<Watch>,
    streams: Arc<Streams>,
}

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(task) {
            Poll::Ready(frame) => {
                if let Some(Ok(frame)) = &frame {
                    let bytes = frame.data_ref().map_or(0, Bytes::len);
                    self.watch.has_read(bytes);
                    self.streams.have_received(bytes);
                }
                self.watch.body_came();
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending if self.watch.waits_for_body(task.waker()) => Poll::Ready(Some(Err(crate::body::too_slow()))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A response's body on its way. It is asked for more once the client has room for what was handed over: until then the
/// stream waits for its reader, though the connection does not.
pub(super) struct Sent {
    body: Body,
    handed: usize,
    watch: Arc<Watch>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let handed = std::mem::take(&mut self.handed);
        self.watch.has_written(handed);
        let frame = ready!(Pin::new(&mut self.body).poll_frame(task));
        if let Some(Ok(frame)) = &frame {
            self.handed = frame.data_ref().map_or(0, Bytes::len);
            self.watch.is_waiting_for_reader();
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

/// Runs each stream as a task of its own, which ends when its watch says so. Dropped, it is reset (RST_STREAM).
#[derive(Clone)]
struct Spawn {
    /// The task of the connection.
    connection: Option<Id>,
    begun: Arc<Mutex<Begun>>,
}

/// What is on its way from hyper to the task of a stream.
#[derive(Default)]
struct Begun {
    /// The stream whose task comes next.
    stream: Option<Stream>,
    /// What sends what is written on a stream that is taken over, by the stream's task.
    sending: HashMap<Id, BoxFuture<'static, ()>>,
}

impl<F: Future<Output = ()> + Send + 'static> Executor<F> for Spawn {
    fn execute(&self, future: F) {
        let mut begun = begun(&self.begun);
        // A stream that is answered, and taken over: its own task does that, too.
        if let Some(task) = task::try_id().filter(|task| Some(*task) != self.connection) {
            begun.sending.insert(task, Box::pin(future));
            return;
        }
        let Some(mut stream) = begun.stream.take() else { return drop(tokio::spawn(future)) };
        let Some(upgrade) = stream.upgrade.take() else {
            tokio::spawn(async move { answered(future, &stream.watch).await });
            return;
        };
        let handed = Arc::clone(&self.begun);
        tokio::spawn(async move {
            answered(future, &stream.watch).await;
            let sending = task::try_id().and_then(|task| self::begun(&handed).sending.remove(&task));
            // In a box, as what is rare.
            Box::pin(tunnel::serve(upgrade, sending, &stream)).await;
        });
    }
}

/// A panic elsewhere leaves it whole.
fn begun(begun: &Mutex<Begun>) -> MutexGuard<'_, Begun> {
    begun.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a stream until it is answered, or told to end.
async fn answered(future: impl Future<Output = ()>, watch: &Watch) {
    let mut future = pin!(future);
    let mut known = None;
    poll_fn(|task| {
        if !known.as_ref().is_some_and(|known| task.waker().will_wake(known)) {
            known = Some(task.waker().clone());
            watch.is_run_by(task.waker());
        }
        if watch.order() >= Order::Cut { Poll::Ready(()) } else { future.as_mut().poll(task) }
    })
    .await;
}
