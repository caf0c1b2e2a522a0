//! One connection: what is spoken on it, and an end in order.

use std::{
    future::poll_fn,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
};

use super::{
    connections::{Connections, Entry},
    http1,
    stream::{Stream, Watched},
    tls::Security,
    wire::Wire,
};
#[cfg(feature = "http2")]
use super::{http2, preface::Reread};
#[cfg(any(feature = "http2", feature = "tls"))]
use crate::BoxFuture;
use crate::{
    request::Sender,
    service::{Application, Owner, Unattended},
    takeover::Line,
    watch::{Order, Watch},
};

/// Serves a connection until either side ends it.
pub(super) async fn serve(
    stream: Stream,
    peer: Option<SocketAddr>,
    application: Arc<Application>,
    security: Option<Arc<Security>>,
    entry: Entry,
) {
    let watch = &entry.watch;
    // Until something comes, a connection has no buffers and no state of a protocol.
    let begins = unless_told(pin!(stream.readable()), watch).await;
    if !matches!(begins, Some(Ok(()))) {
        return;
    }
    let stream = Watched::new(stream, watch);
    #[cfg(feature = "tls")]
    if let Some(security) = security {
        return on_tls(stream, peer, application, security, &entry).await;
    }
    #[cfg(not(feature = "tls"))]
    let _none: Option<Arc<Security>> = security;
    let sender = Sender::of(peer);
    #[cfg(feature = "http2")]
    if application.context.settings.http.h2c {
        return in_clear(stream, sender, application, &entry).await;
    }
    http1::speak(Wire::Clear(stream), sender, application, &entry).await;
}

/// What is spoken is agreed on in the handshake (ALPN, RFC 7301).
#[cfg(feature = "tls")]
fn on_tls(
    stream: Watched,
    peer: Option<SocketAddr>,
    application: Arc<Application>,
    security: Arc<Security>,
    entry: &Entry,
) -> BoxFuture<'_, ()> {
    Box::pin(async move {
        let Some(Some(secured)) = unless_told(security.handshake(stream, peer).as_mut(), &entry.watch).await else {
            return;
        };
        drop(security);
        entry.watch.is_secured();
        #[cfg(feature = "http2")]
        if secured.is_http2 {
            return http2::speak(secured.wire, secured.sender, application, entry).await;
        }
        http1::speak(secured.wire, secured.sender, application, entry).await;
    })
}

/// What is spoken shows in the first bytes: HTTP/2 with prior knowledge has a preface (RFC 9113, section 3.3).
#[cfg(feature = "http2")]
fn in_clear(stream: Watched, sender: Sender, application: Arc<Application>, entry: &Entry) -> BoxFuture<'_, ()> {
    Box::pin(async move {
        let Some(Ok(read)) = unless_told(pin!(Reread::preface(stream)), &entry.watch).await else { return };
        if read.is_http2() {
            return http2::speak(Wire::Reread(read), sender, application, entry).await;
        }
        http1::speak(Wire::Reread(read), sender, application, entry).await;
    })
}

/// Waits for something, unless the connection is told to end.
async fn unless_told<F: Future + ?Sized>(mut future: Pin<&mut F>, watch: &Watch) -> Option<F::Output> {
    poll_fn(|task| {
        watch.is_run_by(task.waker());
        match future.as_mut().poll(task) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if watch.order() >= Order::Close => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// A protocol that hyper speaks on a connection.
pub(super) trait Protocol: Future<Output = hyper::Result<()>> {
    /// Lets it end in order: what is under way finishes, nothing new is taken.
    fn end(self: Pin<&mut Self>);
}

/// How often a connection that has something to do goes on before others have their turn.
const MOST_ROUNDS: usize = 16;

/// Runs a protocol until the connection ends, in order from `last` on, at once from [`Order::Cut`] on.
pub(super) async fn until_told(mut protocol: Pin<&mut impl Protocol>, watch: &Watch, last: Order) -> hyper::Result<()> {
    let mut known = None;
    let mut told = false;
    poll_fn(|task| {
        if !known.as_ref().is_some_and(|known| task.waker().will_wake(known)) {
            known = Some(task.waker().clone());
            watch.is_run_by(task.waker());
        }
        let order = watch.order();
        if order >= Order::Cut {
            return Poll::Ready(Ok(()));
        }
        // What has arrived is taken before the connection is told to end.
        let mut progress = protocol.as_mut().poll(task);
        let mut rounds = 0;
        while progress.is_pending() && watch.goes_on() {
            rounds += 1;
            if rounds == MOST_ROUNDS {
                task.waker().wake_by_ref();
                break;
            }
            progress = protocol.as_mut().poll(task);
        }
        if progress.is_ready() || order < last || told {
            return progress;
        }
        told = true;
        protocol.as_mut().end();
        protocol.as_mut().poll(task)
    })
    .await
}

/// The application, counted by this connection alone.
pub(super) struct Served {
    application: Arc<Application>,
    connections: Arc<Connections>,
    /// None where others use the connection, too: then it cannot be taken over.
    watch: Option<Arc<Watch>>,
}

impl Served {
    pub(super) fn new(application: Arc<Application>, entry: &Entry, can_be_taken_over: bool) -> Arc<Self> {
        let watch = can_be_taken_over.then(|| Arc::clone(&entry.watch));
        Arc::new(Served { application, connections: Arc::clone(&entry.connections), watch })
    }

    /// The same for one stream of a connection, which can be taken over though the connection cannot.
    #[cfg(all(feature = "http2", feature = "ws"))]
    pub(super) fn on_stream(&self, watch: &Arc<Watch>) -> Arc<Self> {
        let Served { application, connections, .. } = self;
        let (application, connections) = (Arc::clone(application), Arc::clone(connections));
        Arc::new(Served { application, connections, watch: Some(Arc::clone(watch)) })
    }
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
        Some(Line::new(*listener, sockets, self.watch.as_ref()))
    }
}
