//! What a connection is doing, written down as it goes, so that one look a second finds what takes too long; and what
//! it is told to do.
//!
//! A timer for each request would be set and cleared each time; here a few plain stores are all that a request pays.
//! The connection's own task alone writes what it does, so counters need no atomic addition.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{
            AtomicBool, AtomicU8, AtomicU32, AtomicUsize,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
    task::Waker,
};

use crate::takeover::{Sockets, Takeover};

/// What a connection is doing.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    phase: AtomicU8,
    /// Grows whenever the phase changes, so that the same phase begun anew is told apart.
    turn: AtomicU32,
    /// Bytes in all; they wrap around.
    read: AtomicUsize,
    written: AtomicUsize,
    /// Bytes wait for the other end to read.
    is_blocked: AtomicBool,
    /// More of an answer is to be made once what is made is sent.
    is_paused: AtomicBool,
    /// The body of this request has been waited for too long; a byte that comes now does not mend it.
    is_late: AtomicBool,
    /// Who waits for the body.
    body: Mutex<Option<Waker>>,
    /// Answers are held back until others are made.
    is_holding: AtomicBool,
    order: AtomicU8,
    /// The connection's own task.
    task: Mutex<Option<Waker>>,
    /// Who is to have the connection, once the 101 is sent.
    takeover: Mutex<Option<Box<Takeover>>>,
    /// Those of its listener, who are told together when that stops; none of what is only a part of a connection.
    siblings: Option<Arc<Sockets>>,
}

/// What a connection is told to do; none is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Order {
    Serve = 0,
    /// Answer what comes, and end with it.
    Last = 1,
    /// Finish what is under way, take nothing new.
    Close = 2,
    /// End now.
    Cut = 3,
    /// End now, and let the system keep nothing of what the other end does not read.
    Abort = 4,
}

/// What a connection is waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(crate) enum Phase {
    /// The first request.
    #[default]
    New = 0,
    /// Another request.
    Idle = 1,
    /// The rest of a request's head.
    Head = 2,
    /// The handler, or the reader of its answer.
    Work = 3,
    /// The next bytes of a request's body.
    Body = 4,
    /// The rest of a TLS handshake, from the first byte on.
    Handshake = 5,
    /// Another request, on a connection of several streams: bytes that come may be of none.
    Quiet = 6,
}

impl Phase {
    /// Whether nothing is lost when it ends: no request has begun.
    pub(crate) fn is_idle(self) -> bool {
        matches!(self, Phase::New | Phase::Idle | Phase::Handshake | Phase::Quiet)
    }
}

/// What it is doing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glance {
    pub(crate) phase: Phase,
    pub(crate) turn: u32,
    pub(crate) read: usize,
    pub(crate) written: usize,
    pub(crate) is_blocked: bool,
}

impl Watch {
    pub(crate) fn beginning_with(phase: Phase) -> Self {
        Watch { phase: AtomicU8::new(phase as u8), ..Watch::default() }
    }

    /// Of a connection of a listener.
    pub(crate) fn among(self, siblings: &Arc<Sockets>) -> Self {
        Watch { siblings: Some(Arc::clone(siblings)), ..self }
    }

    pub(crate) fn siblings(&self) -> Option<&Sockets> {
        self.siblings.as_deref()
    }

    pub(crate) fn glance(&self) -> Glance {
        Glance {
            phase: self.phase(),
            turn: self.turn.load(Relaxed),
            read: self.read.load(Relaxed),
            written: self.written.load(Relaxed),
            is_blocked: self.is_blocked.load(Relaxed),
        }
    }

    fn phase(&self) -> Phase {
        match self.phase.load(Relaxed) {
            0 => Phase::New,
            1 => Phase::Idle,
            2 => Phase::Head,
            3 => Phase::Work,
            4 => Phase::Body,
            5 => Phase::Handshake,
            _ => Phase::Quiet,
        }
    }

    fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Relaxed);
        self.turn.store(self.turn.load(Relaxed).wrapping_add(1), Relaxed);
    }

    /// Bytes came in.
    pub(crate) fn has_read(&self, bytes: usize) {
        if bytes > 0 {
            self.read.store(self.read.load(Relaxed).wrapping_add(bytes), Relaxed);
            if self.phase.load(Relaxed) <= Phase::Idle as u8 {
                self.enter(Phase::Head);
            }
        }
    }

    /// Bytes went out.
    pub(crate) fn has_written(&self, bytes: usize) {
        self.written.store(self.written.load(Relaxed).wrapping_add(bytes), Relaxed);
        if self.is_blocked.load(Relaxed) {
            self.is_blocked.store(false, Relaxed);
        }
    }

    /// Bytes wait to go out.
    pub(crate) fn is_waiting_for_reader(&self) {
        self.is_blocked.store(true, Relaxed);
    }

    /// The TLS handshake is complete.
    #[cfg(feature = "tls")]
    pub(crate) fn is_secured(&self) {
        self.enter(Phase::New);
    }

    /// Of several streams none is open any more.
    #[cfg(feature = "http2")]
    pub(crate) fn rests(&self) {
        self.enter(Phase::Quiet);
    }

    /// Whether answers are held back.
    pub(crate) fn holds(&self, holds: bool) {
        self.is_holding.store(holds, Relaxed);
    }

    /// Whether answers are held back, which must not be while there is nothing to do: then they go out with the next flush.
    pub(crate) fn is_holding(&self) -> bool {
        self.is_holding.load(Relaxed)
    }

    /// Whether there is something to do although nothing is waited for: answers that are held back go out, and more is
    /// made of one that was paused.
    pub(crate) fn goes_on(&self) -> bool {
        let is_paused = self.is_paused.load(Relaxed) && !self.is_blocked.load(Relaxed);
        if is_paused {
            self.is_paused.store(false, Relaxed);
        }
        let is_holding = self.is_holding();
        if is_holding {
            self.holds(false);
        }
        is_paused || is_holding
    }

    /// A request's head is complete.
    pub(crate) fn request_begins(&self) {
        self.is_late.store(false, Relaxed);
        self.enter(Phase::Work);
    }

    /// Its answer is handed over.
    pub(crate) fn request_ends(&self) {
        self.enter(Phase::Idle);
    }

    /// The handler waits for the body; whether that has taken too long.
    pub(crate) fn waits_for_body(&self, waker: &Waker) -> bool {
        if self.is_late.load(Relaxed) {
            return true;
        }
        {
            let mut body = self.body.lock().unwrap_or_else(PoisonError::into_inner);
            if !body.as_ref().is_some_and(|known| known.will_wake(waker)) {
                *body = Some(waker.clone());
            }
        }
        if self.phase.load(Relaxed) != Phase::Body as u8 {
            self.enter(Phase::Body);
        }
        // Between the first look and the waker's place in the box.
        self.is_late.load(Relaxed)
    }

    /// A part of the body came, or its end.
    pub(crate) fn body_came(&self) {
        if self.phase.load(Relaxed) == Phase::Body as u8 {
            self.enter(Phase::Work);
        }
    }

    /// Ends the wait for the body.
    pub(crate) fn give_up_body(&self) {
        self.is_late.store(true, Relaxed);
        if let Some(waker) = self.body.lock().unwrap_or_else(PoisonError::into_inner).take() {
            waker.wake();
        }
    }

    /// The connection is somebody else's, once the answer is sent.
    pub(crate) fn hand_over(&self, takeover: Takeover) {
        *self.takeover.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(takeover));
    }

    /// Who is to have the connection now.
    pub(crate) fn takeover(&self) -> Option<Takeover> {
        self.takeover.lock().unwrap_or_else(PoisonError::into_inner).take().map(|takeover| *takeover)
    }

    /// The order in force; the task is woken when it changes.
    pub(crate) fn order(&self) -> Order {
        match self.order.load(Acquire) {
            0 => Order::Serve,
            1 => Order::Last,
            2 => Order::Close,
            3 => Order::Cut,
            _ => Order::Abort,
        }
    }

    /// Tells it to do something, unless it was told to do more.
    pub(crate) fn tell(&self, order: Order) {
        if self.order.fetch_max(order as u8, Release) < order as u8
            && let Some(waker) = self.task.lock().unwrap_or_else(PoisonError::into_inner).as_ref()
        {
            waker.wake_by_ref();
        }
    }

    /// Who is woken when the order changes.
    pub(crate) fn is_run_by(&self, waker: &Waker) {
        *self.task.lock().unwrap_or_else(PoisonError::into_inner) = Some(waker.clone());
    }
}

/// An answer that is made while it is sent, and no faster; its request ends when it is dropped.
///
/// What makes it could fill hyper's buffer, which is as large as a request's head may be, before any of it is sent: for
/// each reader that stalls, and while other connections wait for this one.
#[derive(Debug)]
pub(crate) struct Sending {
    watch: Arc<Watch>,
    /// Bytes that were made since it was last left to send them.
    made: usize,
}

/// Bytes of an answer that are made before they are sent.
pub(crate) const AHEAD: usize = 48 * 1024;

impl Sending {
    pub(crate) fn new(watch: &Arc<Watch>) -> Self {
        Sending { watch: Arc::clone(watch), made: 0 }
    }

    /// Whether more of it is to be made now; if not, it is asked again once the connection [goes on](Watch::goes_on).
    pub(crate) fn has_room(&mut self) -> bool {
        let has_room = self.made < AHEAD && !self.watch.is_blocked.load(Relaxed);
        if !has_room {
            self.made = 0;
            self.watch.is_paused.store(true, Relaxed);
        }
        has_room
    }

    /// So many bytes more are made.
    pub(crate) fn has_made(&mut self, bytes: usize) {
        self.made += bytes;
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.watch.request_ends();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_comes_late_does_not_renew_the_time_of_a_body() {
        let watch = Watch::default();
        watch.request_begins();
        assert!(!watch.waits_for_body(Waker::noop()));
        watch.give_up_body();
        watch.body_came();
        assert!(watch.waits_for_body(Waker::noop()));
        watch.request_ends();
        watch.request_begins();
        assert!(!watch.waits_for_body(Waker::noop()), "the next request has its own time");
    }

    #[test]
    fn an_answer_is_made_as_it_is_sent() {
        let watch = Arc::new(Watch::default());
        let mut sending = Sending::new(&watch);
        sending.has_made(AHEAD - 1);
        assert!(sending.has_room() && !watch.goes_on());
        sending.has_made(1);
        assert!(!sending.has_room() && watch.goes_on(), "what is made is sent first");
        assert!(sending.has_room() && !watch.goes_on());
        watch.is_waiting_for_reader();
        assert!(!sending.has_room() && !watch.goes_on(), "nobody reads");
        watch.has_written(1);
        assert!(watch.goes_on() && sending.has_room());
    }
}
