//! One connection: what is spoken on it.

use std::{
    future::poll_fn,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
};

use super::{
    connections::Entry,
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
    service::Application,
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
