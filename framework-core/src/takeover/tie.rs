//! What a socket and the task of its connection share: the stream goes in one direction when the handler begins, and back
//! when it is done with it.

use std::{
    fmt,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{
            AtomicBool,
            Ordering::{Acquire, Release},
        },
    },
    task::{Context as TaskContext, Waker},
};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite};

/// A stream of any kind that a handler may be given.
pub(crate) trait Transport: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin + 'static> Transport for T {}

/// Between a socket and the task of its connection.
#[derive(Default)]
pub(crate) struct Tie {
    stream: Mutex<Stream>,
    is_cut: AtomicBool,
    reader: Mutex<Option<Waker>>,
    writer: Mutex<Option<Waker>>,
}

/// Where the stream is.
#[derive(Default)]
enum Stream {
    /// HTTP is still spoken on it.
    #[default]
    Awaited,
    /// Here, with the bytes that came right behind the head.
    Here(Box<dyn Transport>, Bytes),
    /// The socket has it.
    Taken,
    /// The socket is gone.
    Back(Option<Box<dyn Transport>>),
}

/// Which half of a socket waits.
#[derive(Debug, Clone, Copy)]
pub(super) enum Half {
    Reader,
    Writer,
}

impl Tie {
    /// The stream is there.
    pub(super) fn connect(&self, stream: Box<dyn Transport>, ahead: Bytes) {
        *self.stream() = Stream::Here(stream, ahead);
    }

    pub(crate) fn is_connected(&self) -> bool {
        !matches!(*self.stream(), Stream::Awaited)
    }

    /// The stream, once.
    pub(super) fn take(&self) -> Option<(Box<dyn Transport>, Bytes)> {
        let mut stream = self.stream();
        match std::mem::take(&mut *stream) {
            Stream::Here(taken, ahead) => {
                *stream = Stream::Taken;
                Some((taken, ahead))
            }
            other => {
                *stream = other;
                None
            }
        }
    }

    /// The socket is gone; the stream, if it had it.
    pub(super) fn give_back(&self, stream: Option<Box<dyn Transport>>) {
        if self.is_cut() {
            return; // nobody waits for it
        }
        let mut place = self.stream();
        let unused = match std::mem::take(&mut *place) {
            Stream::Here(stream, _) => Some(stream),
            _ => None,
        };
        *place = Stream::Back(stream.or(unused));
    }

    /// No more of it: whoever has the socket is told so. The stream, if nobody has it.
    pub(super) fn end(&self) -> Option<Box<dyn Transport>> {
        self.is_cut.store(true, Release);
        for half in [Half::Reader, Half::Writer] {
            if let Some(waker) = self.half(half).take() {
                waker.wake();
            }
        }
        match std::mem::replace(&mut *self.stream(), Stream::Back(None)) {
            Stream::Here(stream, _) | Stream::Back(Some(stream)) => Some(stream),
            Stream::Awaited | Stream::Taken | Stream::Back(None) => None,
        }
    }

    pub(super) fn is_cut(&self) -> bool {
        self.is_cut.load(Acquire)
    }

    /// Half of the socket waits; whether it is cut by now.
    pub(super) fn waits(&self, half: Half, task: &TaskContext<'_>) -> bool {
        {
            let mut known = self.half(half);
            if !known.as_ref().is_some_and(|known| known.will_wake(task.waker())) {
                *known = Some(task.waker().clone());
            }
        }
        // Between the first look and the waker's place in the box.
        self.is_cut()
    }

    fn half(&self, half: Half) -> MutexGuard<'_, Option<Waker>> {
        let waker = match half {
            Half::Reader => &self.reader,
            Half::Writer => &self.writer,
        };
        waker.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stream(&self) -> MutexGuard<'_, Stream> {
        self.stream.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Tie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tie").field("is_cut", &self.is_cut).finish_non_exhaustive()
    }
}
