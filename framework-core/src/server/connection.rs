//! One connection: hyper's HTTP/1, our service, and an end in order.

use std::{
    collections::HashMap,
    convert::Infallible,
    future::poll_fn,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, AtomicU64, Ordering},
    },
    task::{Poll, Waker},
    time::Duration,
};

use http::{Version, header};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, sync::Notify};

use super::manners;
use crate::{
    Body, Response,
    service::{Answer, Application, Owner, Unattended, refuse, respond},
};

/// The longest target that hyper parses; a longer one is its own 414.
const MOST_TARGET: usize = 64 * 1024;

/// hyper reads heads into a buffer of at least this size.
const LEAST_BUFFER: usize = 8192;

/// Serves a connection until either side ends it.
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, application: Arc<Application>, mut entry: Entry) {
    let settings = &application.context.settings.http;
    let mut http = http1::Builder::new();
    // One flat buffer takes fewer instructions than a vectored write. hyper's `pipeline_flush` would take fewer still,
    // but it withholds answers while bytes of a next request wait: it lost the 400 for a bad one.
    // hyper's ceilings lie above ours, which are checked exactly once a head is parsed.
    let ceiling = (settings.header_limit + MOST_TARGET).max(LEAST_BUFFER);
    http.writev(false).max_headers(settings.header_count).max_header_size(ceiling).max_buf_size(ceiling);

    let service = Service { owner: Arc::new(Served { application: Arc::clone(&application) }), peer };
    let mut connection = http.serve_connection(TokioIo::new(stream), service);

    let mut told = false;
    let ended = poll_fn(|task| {
        let order = entry.order(task.waker());
        if order == Order::Cut {
            return Poll::Ready(Ok(()));
        }
        // What has arrived is taken before the connection is told to end.
        let progress = Pin::new(&mut connection).poll(task);
        if progress.is_ready() || order == Order::Serve || told {
            return progress;
        }
        told = true;
        Pin::new(&mut connection).graceful_shutdown();
        Pin::new(&mut connection).poll(task)
    })
    .await;
    if let Err(error) = ended {
        // A body that broke off. Where no chunk and no length tells, the end of the connection must: it is reset.
        if error.is_user() {
            let reset = connection.into_parts().io.into_inner().set_zero_linger();
            drop(reset); // it may be closed already
        }
        tracing::debug!(target: "framework", %peer, "connection ended: {error}");
    }
}

/// What hyper calls.
struct Service {
    owner: Arc<Served>,
    peer: SocketAddr,
}

/// The application, counted by this connection alone.
struct Served {
    application: Arc<Application>,
}

impl Owner for Served {
    fn application(&self) -> &Application {
        &self.application
    }
}

impl hyper::service::Service<hyper::Request<Incoming>> for Service {
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: hyper::Request<Incoming>) -> Answer {
        let (parts, body) = request.into_parts();
        match manners::check(&parts, &self.owner.application.context.settings.http) {
            Ok(()) if parts.version == Version::HTTP_10 => {
                let answer = respond(&self.owner, parts, Body::incoming(body), Some(self.peer));
                Answer::pending(async { of_http_1_0(answer.await) })
            }
            Ok(()) => respond(&self.owner, parts, Body::incoming(body), Some(self.peer)),
            Err(invalid) => refuse(&self.owner.application, invalid, parts, Some(self.peer)),
        }
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

/// All open connections, for closing them.
#[derive(Debug, Default)]
pub(super) struct Connections {
    open: Mutex<HashMap<u64, Arc<Shared>>>,
    next: AtomicU64,
    /// The order that every connection has.
    order: AtomicU8,
    emptied: Notify,
}

/// What a connection is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Order {
    Serve = 0,
    /// Finish what is under way, take nothing new.
    Close = 1,
    /// End now.
    Cut = 2,
}

#[derive(Debug)]
struct Shared {
    order: AtomicU8,
    waker: Mutex<Option<Waker>>,
}

/// An open connection's place among the others; dropping it gives the place back.
#[derive(Debug)]
pub(super) struct Entry {
    number: u64,
    shared: Arc<Shared>,
    connections: Arc<Connections>,
    known: Option<Waker>,
}

impl Connections {
    pub(super) fn enter(self: &Arc<Self>) -> Entry {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let mut open = lock(&self.open);
        let order = AtomicU8::new(self.order.load(Ordering::Relaxed)); // changed under the same lock
        let shared = Arc::new(Shared { order, waker: Mutex::new(None) });
        open.insert(number, Arc::clone(&shared));
        Entry { number, shared, connections: Arc::clone(self), known: None }
    }

    /// Closes all of them; what is still open after `deadline` is cut, and so are handlers whose clients are gone.
    pub(super) async fn drain(&self, deadline: Duration, unattended: &Unattended) {
        self.give(Order::Close);
        let all_ended = async || {
            self.all_ended().await;
            unattended.all_ended().await; // a connection may leave one behind
        };
        if tokio::time::timeout(deadline, all_ended()).await.is_err() {
            let (left, handlers) = (lock(&self.open).len(), unattended.count());
            tracing::warn!(target: "framework", "{left} connections, and {handlers} handlers whose clients are gone, did not end within {deadline:?} (setting `http.drain`); they are cut");
            unattended.cut(); // first: what is cut does not go on without its connection
            self.give(Order::Cut);
            // A handler that blocks its thread cannot be ended; the process goes on without it.
            let _ended = tokio::time::timeout(Duration::from_secs(1), all_ended()).await;
        }
    }

    fn give(&self, order: Order) {
        let open = lock(&self.open);
        self.order.store(order as u8, Ordering::Relaxed);
        for shared in open.values() {
            shared.order.store(order as u8, Ordering::Release);
            if let Some(waker) = lock(&shared.waker).as_ref() {
                waker.wake_by_ref();
            }
        }
    }

    async fn all_ended(&self) {
        loop {
            let emptied = self.emptied.notified();
            if lock(&self.open).is_empty() {
                return;
            }
            emptied.await;
        }
    }
}

impl Entry {
    /// The order in force; the task is woken when it changes.
    fn order(&mut self, waker: &Waker) -> Order {
        if !self.known.as_ref().is_some_and(|known| known.will_wake(waker)) {
            self.known = Some(waker.clone());
            *lock(&self.shared.waker) = Some(waker.clone());
        }
        match self.shared.order.load(Ordering::Acquire) {
            0 => Order::Serve,
            1 => Order::Close,
            _ => Order::Cut,
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut open = lock(&self.connections.open);
        open.remove(&self.number);
        if open.is_empty() {
            self.connections.emptied.notify_waiters();
        }
    }
}

/// A panic elsewhere leaves these maps whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
