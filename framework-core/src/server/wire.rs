//! What HTTP is spoken over.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
#[cfg(feature = "tls")]
use tokio_rustls::server::TlsStream;

#[cfg(feature = "http2")]
use super::preface::Reread;
use super::stream::Watched;

/// What HTTP is spoken over: a watched stream, in clear or inside of TLS. One type for all of them: hyper is compiled once.
///
/// The watch is below TLS: what the other end does not read and what it sends too slowly are bytes on the way.
#[derive(Debug)]
pub(super) enum Wire {
    Clear(Watched),
    /// The bytes that were read to learn the protocol come once more.
    #[cfg(feature = "http2")]
    Reread(Reread),
    /// In a box: what TLS keeps of a connection is large.
    #[cfg(feature = "tls")]
    Tls(Box<TlsStream<Watched>>),
}

/// Calls a method of whatever it is.
macro_rules! each {
    ($wire:expr, $inner:ident => $call:expr) => {
        match $wire {
            Wire::Clear($inner) => $call,
            #[cfg(feature = "http2")]
            Wire::Reread($inner) => $call,
            #[cfg(feature = "tls")]
            Wire::Tls($inner) => $call,
        }
    };
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), wire => Pin::new(wire).poll_read(task, into))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        each!(self.get_mut(), wire => Pin::new(wire).poll_write(task, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        each!(self.get_mut(), wire => Pin::new(wire).poll_write_vectored(task, slices))
    }

    fn is_write_vectored(&self) -> bool {
        each!(self, wire => wire.is_write_vectored())
    }

    fn poll_flush(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), wire => Pin::new(wire).poll_flush(task))
    }

    fn poll_shutdown(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        each!(self.get_mut(), wire => Pin::new(wire).poll_shutdown(task))
    }
}
