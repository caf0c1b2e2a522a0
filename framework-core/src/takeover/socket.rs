//! A connection that a handler has taken over.

use std::{
    fmt, io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{
    Line, ListenerId,
    tie::{Half, Tie, Transport},
};
use crate::request::RequestHead;

/// A connection that a handler has taken over: bytes both ways, as the protocol has them.
///
/// It begins with what came right behind the head of the request. `tokio::io::split` makes two halves of it. Dropping
/// it closes the connection in order; it is closed at the latest when its handler returns, and cut when a drain is over:
/// then what waits for it is an error.
///
/// `http.write_timeout` and `http.minimum_rate` go on: whoever lets bytes wait for so long is cut.
///
/// ```
/// # use framework_core as framework;
/// use std::io;
/// use framework::{Socket, StopToken, tokio};
/// use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream};
///
/// // #[socket_mapping("/lines", protocol = "line-echo/1")]
/// async fn lines(socket: Socket, stop: StopToken) -> io::Result<()> {
///     let mut socket = BufStream::new(socket);
///     let mut line = String::new();
///     loop {
///         tokio::select! {
///             read = socket.read_line(&mut line) => if read? == 0 { return Ok(()) },
///             _ = stop.stopped() => return Ok(()),
///         }
///         socket.write_all(line.as_bytes()).await?;
///         socket.flush().await?;
///         line.clear();
///     }
/// }
/// ```
pub struct Socket {
    stream: Option<Box<dyn Transport>>,
    /// What came right behind the head, and is read first.
    ahead: Bytes,
    tie: Arc<Tie>,
    listener: ListenerId,
    head: Arc<RequestHead>,
}

impl Socket {
    /// That of a request; there is nothing in it before the request has been answered.
    pub(crate) fn of(line: &Line, head: &RequestHead) -> Self {
        let mut head = head.duplicate();
        // The line may keep what holds this socket: both would live for ever.
        head.parts.extensions.remove::<Line>();
        let (tie, head) = (Arc::clone(&line.tie), Arc::new(head));
        Socket { stream: None, ahead: Bytes::new(), tie, listener: line.listener, head }
    }

    /// The listener that it came from.
    #[must_use]
    pub fn listener(&self) -> ListenerId {
        self.listener
    }

    /// The address of the other end: see [`RequestHead::peer`].
    #[must_use]
    pub fn peer(&self) -> Option<SocketAddr> {
        self.head.peer()
    }

    /// The request by which it was taken over.
    #[must_use]
    pub fn head(&self) -> &RequestHead {
        &self.head
    }

    #[cfg(feature = "ws")]
    pub(crate) fn shared_head(&self) -> &Arc<RequestHead> {
        &self.head
    }

    /// The stream, unless it is cut.
    fn stream(&mut self) -> io::Result<Pin<&mut dyn Transport>> {
        if self.tie.is_cut() {
            return Err(cut());
        }
        if self.stream.is_none()
            && let Some((stream, ahead)) = self.tie.take()
        {
            (self.stream, self.ahead) = (Some(stream), ahead);
        }
        match &mut self.stream {
            Some(stream) => Ok(Pin::new(&mut **stream)),
            None => Err(io::ErrorKind::NotConnected.into()),
        }
    }

    /// What cannot go on now is woken also by the cut.
    fn unless_cut<T>(&self, half: Half, task: &TaskContext<'_>, progress: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if progress.is_pending() && self.tie.waits(half, task) { Poll::Ready(Err(cut())) } else { progress }
    }
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "the connection is closed: its handler has returned, or was cut")
}

impl AsyncRead for Socket {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream()?; // and with it what came ahead
        if !self.ahead.is_empty() {
            let most = self.ahead.len().min(into.remaining());
            into.put_slice(&self.ahead[..most]);
            self.ahead.advance(most);
            return Poll::Ready(Ok(()));
        }
        let read = self.stream()?.poll_read(task, into);
        self.unless_cut(Half::Reader, task, read)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = self.stream()?.poll_write(task, bytes);
        self.unless_cut(Half::Writer, task, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        let flushed = self.stream()?.poll_flush(task);
        self.unless_cut(Half::Writer, task, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        let closed = self.stream()?.poll_shutdown(task);
        self.unless_cut(Half::Writer, task, closed)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.tie.give_back(self.stream.take());
    }
}

impl fmt::Debug for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket").field("listener", &self.listener).field("peer", &self.peer()).finish_non_exhaustive()
    }
}
