//! The first bytes of a connection in clear, which tell whether HTTP/2 is spoken on it.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};

use super::stream::Watched;

/// How each connection of HTTP/2 begins (RFC 9113, section 3.4).
const PREFACE: [u8; 24] = *b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A stream whose first bytes were read, and come once more.
#[derive(Debug)]
pub(super) struct Reread {
    begin: [u8; PREFACE.len()],
    length: usize,
    /// How many of them have come once more.
    given: usize,
    stream: Watched,
}

impl Reread {
    /// Reads until it is clear whether a connection begins with the whole preface. That it takes its time is for the
    /// connection's watch to see.
    pub(super) async fn preface(mut stream: Watched) -> io::Result<Self> {
        let mut begin = [0; PREFACE.len()];
        let mut length = 0;
        while length < PREFACE.len() && PREFACE.starts_with(&begin[..length]) {
            match stream.read(&mut begin[length..]).await? {
                0 => break,
                read => length += read,
            }
        }
        Ok(Reread { begin, length, given: 0, stream })
    }

    pub(super) fn is_http2(&self) -> bool {
        self.begin[..self.length] == PREFACE
    }
}

impl AsyncRead for Reread {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let again = &self.begin[self.given..self.length];
        if again.is_empty() {
            return Pin::new(&mut self.stream).poll_read(task, into);
        }
        let again = &again[..again.len().min(into.remaining())];
        into.put_slice(again);
        let given = again.len();
        self.given += given;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Reread {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
