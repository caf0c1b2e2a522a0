//! A WebSocket on a stream of HTTP/2 (RFC 8441): it is asked for by an extended CONNECT, and its bytes are what would
//! otherwise be bodies.

use std::{
    future::poll_fn,
    io,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use hyper::{
    ext::Protocol,
    upgrade::{OnUpgrade, Upgraded},
};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::streams::{Stream, Streams};
use crate::{Body, BoxFuture, Response, body::PIECE, switching::ExtendedConnect, takeover::Handover, watch::Watch};

/// What gives the bytes of a stream to whoever takes it over.
pub(super) type Upgrade = OnUpgrade;

/// Turns an extended CONNECT that asks for a WebSocket into the GET that it stands for. What follows sees none of hyper's
/// types; any other CONNECT stays what it is.
pub(super) fn asked(parts: &mut Parts) -> Option<Upgrade> {
    let asks = |protocol: &Protocol| protocol.as_str().eq_ignore_ascii_case("websocket");
    if parts.method != Method::CONNECT || !parts.extensions.get().is_some_and(asks) {
        return None;
    }
    let upgrade = parts.extensions.remove()?;
    parts.extensions.remove::<Protocol>();
    parts.extensions.insert(ExtendedConnect);
    parts.method = Method::GET;
    Some(upgrade)
}

/// The stream is the handler's, once the answer is sent. Without a handler that takes it over no answer may look as if
/// there were one, whatever a layer or a function that negotiates has said.
pub(super) fn settle(response: &mut Response, watch: &Watch) {
    match response.extensions_mut().remove::<Handover>().and_then(|handover| handover.take()) {
        Some(takeover) => {
            *response.body_mut() = Body::empty();
            watch.hand_over(takeover);
        }
        None if response.status().is_success() => {
            *response = Response::default();
            *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        }
        None => {}
    }
}

/// Runs a handler that has taken its stream over, and beside it what hyper sends for it. Dropping both resets the stream.
pub(super) async fn serve(upgrade: Upgrade, sending: Option<BoxFuture<'static, ()>>, stream: &Stream) {
    // Taken whatever has happened: it holds the watch, as the watch does it.
    let Some(takeover) = stream.watch.takeover() else { return };
    let Ok(upgraded) = upgrade.await else { return };
    let (watch, streams) = (Arc::clone(&stream.watch), Arc::clone(&stream.streams));
    watch.request_begins(); // what it does from now on is judged as a handler at work
    let tunnel = Tunnel { stream: TokioIo::new(upgraded), watch, streams };
    let mut running = pin!(takeover.run(tunnel, Bytes::new(), &stream.watch));
    let mut sending = sending;
    poll_fn(|task| {
        // In order, it has waited for what was to be sent; otherwise nothing more is.
        if running.as_mut().poll(task).is_ready() {
            return Poll::Ready(());
        }
        if sending.as_mut().is_some_and(|sending| sending.as_mut().poll(task).is_ready()) {
            sending = None; // whoever closes the stream waits for that
        }
        Poll::Pending
    })
    .await;
}

/// The bytes of a stream, which its watch counts, and its connection as those of a body.
struct Tunnel {
    stream: TokioIo<Upgraded>,
    watch: Arc<Watch>,
    streams: Arc<Streams>,
}

impl Tunnel {
    /// Bytes that hyper has taken wait no more; what it does not take waits for the other end to make room.
    fn noted<T>(&self, done: Poll<io::Result<T>>, bytes: impl FnOnce(&T) -> usize) -> Poll<io::Result<T>> {
        match &done {
            Poll::Ready(Ok(taken)) => self.watch.has_written(bytes(taken)),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => self.watch.is_waiting_for_reader(),
        }
        done
    }
}

impl AsyncRead for Tunnel {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(task, into);
        if read.is_ready() {
            let bytes = into.filled().len() - before;
            self.watch.has_read(bytes);
            self.streams.have_received(bytes);
        }
        read
    }
}

impl AsyncWrite for Tunnel {
    /// A piece at a time: hyper copies what it is given, and keeps it until there is room.
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let piece = &bytes[..bytes.len().min(PIECE)];
        let written = Pin::new(&mut self.stream).poll_write(task, piece);
        self.noted(written, |bytes| *bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(task);
        self.noted(flushed, |()| 0)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
