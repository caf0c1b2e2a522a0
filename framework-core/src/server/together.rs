//! Answers to requests that came together go out together, and hyper's own refusals do not go out.
//!
//! hyper writes each answer as it is made: for pipelined requests, a system call each. Its own remedy (`pipeline_flush`)
//! holds an answer back while any bytes of a next request are there, also where the rest of that one never comes. Here an
//! answer is held only while hyper has other answers to write: the last one takes the others along. Once hyper waits for
//! something, nothing is to be held any longer, and the next flush sends what is (`connection.rs`, `until_told`).
//!
//! What hyper cannot parse it answers by itself, with a bare status. Those bytes are known by their form, and are held as
//! well: until hyper ends, and says whether it could parse all that came. If it could not, they were its last ones, and
//! the application's refusal takes their place (`unparsed.rs`); in any other case they are an answer that looks like
//! that, and go out as they are.

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
    /// Whether the other end has nothing more to say.
    is_over: bool,
    /// The length of what is held last and looks like a refusal of hyper's own.
    suspect: usize,
}

impl Together {
    pub(super) fn new(wire: Wire, watch: &Arc<Watch>) -> Self {
        Together { wire, watch: Arc::clone(watch), held: Vec::new(), may_go_on: false, is_over: false, suspect: 0 }
    }

    /// The wire, and what is held. Where `is_refused`, hyper has refused what came last by itself; whether its refusal
    /// was held, and is left out.
    pub(super) fn into_parts(mut self, is_refused: bool) -> (Wire, Vec<u8>, bool) {
        let is_refusal = is_refused && self.suspect > 0;
        if is_refusal {
            self.held.truncate(self.held.len() - self.suspect);
        }
        (self.wire, self.held, is_refusal)
    }

    /// Whether the other end has closed its side.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether an answer may wait for the next one: a whole one, which nothing comes after but another answer.
    fn may_wait(&self, bytes: &[u8]) -> bool {
        const SWITCHING: &[u8] = b"HTTP/1.1 101";
        self.may_go_on
            && bytes.len() <= MOST_EACH
            && self.watch.glance().phase == Phase::Idle
            && !bytes.starts_with(SWITCHING)
    }

    /// Makes room among what is held.
    #[inline]
    fn poll_room(&mut self, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<()>> {
        let is_full = self.held.len() + bytes.len() > MOST && !self.held.is_empty();
        if is_full { self.poll_send(task) } else { Poll::Ready(Ok(())) }
    }

    /// What may be a refusal of hyper's own is held, and what is written with it goes before. The bytes of a handler that
    /// is at work, or has taken the connection over, are none.
    #[cold]
    fn poll_suspect(&mut self, task: &mut TaskContext<'_>, bytes: &[u8], length: usize) -> Poll<io::Result<usize>> {
        if matches!(self.watch.glance().phase, Phase::Work | Phase::Body) {
            return self.poll_answer(task, bytes);
        }
        match bytes.len() - length {
            0 => {
                ready!(self.poll_room(task, bytes))?;
                self.held.extend_from_slice(bytes);
                self.watch.holds(true);
                self.suspect = length;
                Poll::Ready(Ok(length))
            }
            before => self.poll_answer(task, &bytes[..before]),
        }
    }

    #[inline]
    fn poll_answer(&mut self, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.suspect = 0;
        let waits = self.may_wait(bytes);
        ready!(self.poll_room(task, bytes))?;
        if self.held.is_empty() && !waits {
            return Pin::new(&mut self.wire).poll_write(task, bytes);
        }
        self.held.extend_from_slice(bytes);
        if waits {
            self.watch.holds(true);
        } else if let Poll::Ready(Err(error)) = self.poll_send(task) {
            return Poll::Ready(Err(error));
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_send(&mut self, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        self.suspect = 0;
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
        let before = into.filled().len();
        let read = Pin::new(&mut self.wire).poll_read(task, into);
        self.may_go_on = read.is_ready();
        self.is_over = read.is_ready() && into.filled().len() == before;
        read
    }
}

impl AsyncWrite for Together {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match refusal(bytes) {
            None => self.poll_answer(task, bytes),
            Some(length) => self.poll_suspect(task, bytes, length),
        }
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
            if self.watch.is_holding() {
                return Poll::Ready(Ok(()));
            }
            ready!(self.poll_send(task))?;
        }
        Pin::new(&mut self.wire).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        if self.suspect > 0 {
            return Poll::Ready(Ok(())); // it is shut down when it is known what that is
        }
        if !self.held.is_empty() {
            ready!(self.poll_send(task))?;
        }
        Pin::new(&mut self.wire).poll_shutdown(task)
    }
}

/// The length of what ends these bytes and has the form of a refusal of hyper's own: head of an answer without fields of
/// anybody's, and nothing else.
#[inline]
fn refusal(bytes: &[u8]) -> Option<usize> {
    const DATE: usize = "Sun, 06 Nov 1994 08:49:37 GMT".len();
    const LINES: [&[u8]; 3] =
        [b"400 Bad Request\r\n", b"414 URI Too Long\r\n", b"431 Request Header Fields Too Large\r\n"];
    // Most answers have a body, and go no further.
    let head = bytes.strip_suffix(b"\r\n\r\n")?;
    let head = head.get(..head.len().checked_sub(DATE)?)?.strip_suffix(b"content-length: 0\r\ndate: ")?;
    let head = head.strip_suffix(b"connection: close\r\n").unwrap_or(head);
    let head = LINES.iter().find_map(|line| head.strip_suffix(*line))?;
    let before = head.strip_suffix(b"HTTP/1.1 ").or_else(|| head.strip_suffix(b"HTTP/1.0 "))?;
    Some(bytes.len() - before.len())
}
