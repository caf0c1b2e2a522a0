//! Answers to requests that came together go out together.
//!
//! hyper writes each answer as it is made: for pipelined requests, a system call each. Its own remedy (`pipeline_flush`)
//! holds an answer back while any bytes of a next request are there, also where the rest of that one never comes. Here an
//! answer is held only while hyper has other answers to write: the last one takes the others along, and what is still held
//! when hyper waits for something is sent before (`connection`).

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll, ready},
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::wire::Wire;
use crate::watch::{Phase, Watch};

/// What is larger goes out by itself: to copy it would take longer than a system call.
const MOST_EACH: usize = 4 * 1024;

/// No more than this is held.
const MOST: usize = 16 * 1024;

/// The wire of HTTP/1, with what is held back.
#[derive(Debug)]
pub(super) struct Together {
    wire: Wire,
    watch: Arc<Watch>,
    held: Vec<u8>,
    /// Whether the last look for more brought something: there may be another request behind the one that is answered.
    may_go_on: bool,
    /// Whether something was held since the last flush. hyper flushes after each answer, and once more if there was none.
    is_fresh: bool,
}

impl Together {
    pub(super) fn new(wire: Wire, watch: &Arc<Watch>) -> Self {
        Together { wire, watch: Arc::clone(watch), held: Vec::new(), may_go_on: false, is_fresh: false }
    }

    /// Whether an answer may wait for the next one: a whole one, which nothing comes after but another answer.
    fn may_wait(&self, bytes: &[u8]) -> bool {
        const SWITCHING: &[u8] = b"HTTP/1.1 101";
        self.may_go_on
            && bytes.len() <= MOST_EACH
            && self.watch.glance().phase == Phase::Idle
            && !bytes.starts_with(SWITCHING)
    }

    fn poll_send(&mut self, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        let (mut sent, mut outcome) = (0, Poll::Ready(Ok(())));
        while sent < self.held.len() {
            match Pin::new(&mut self.wire).poll_write(task, &self.held[sent..]) {
                Poll::Ready(Ok(bytes)) if bytes > 0 => sent += bytes,
                stopped => {
                    outcome = stopped.map(|written| written.and(Err(io::ErrorKind::WriteZero.into())));
                    break;
                }
            }
        }
        self.held.drain(..sent);
        // What is left waits for the reader, who wakes this task.
        self.watch.holds(false);
        outcome
    }
}

impl AsyncRead for Together {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.wire).poll_read(task, into);
        self.may_go_on = read.is_ready();
        read
    }
}

impl AsyncWrite for Together {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let waits = self.may_wait(bytes);
        if self.held.len() + bytes.len() > MOST && !self.held.is_empty() {
            ready!(self.poll_send(task))?;
        }
        if self.held.is_empty() && !waits {
            return Pin::new(&mut self.wire).poll_write(task, bytes);
        }
        self.held.extend_from_slice(bytes);
        if waits {
            self.is_fresh = true;
            self.watch.holds(true);
        } else if let Poll::Ready(Err(error)) = self.poll_send(task) {
            return Poll::Ready(Err(error));
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        // HTTP/1 writes one flat buffer.
        let first = slices.iter().find(|slice| !slice.is_empty());
        self.poll_write(task, first.map_or(&[], |slice| slice))
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        if !self.held.is_empty() {
            if std::mem::take(&mut self.is_fresh) {
                return Poll::Ready(Ok(()));
            }
            ready!(self.poll_send(task))?;
        }
        Pin::new(&mut self.wire).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        if !self.held.is_empty() {
            ready!(self.poll_send(task))?;
        }
        Pin::new(&mut self.wire).poll_shutdown(task)
    }
}
