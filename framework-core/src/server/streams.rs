//! The requests under way on a connection of HTTP/2: each has a watch of its own, beside that of the connection.

use std::{
    collections::HashMap,
    future::poll_fn,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    task::{Poll, Waker},
};

use tokio::time::Instant;

use super::{
    chatter::{Chatter, Said},
    deadlines::{Deadlines, Seen, Verdict},
    tunnel::Upgrade,
};
use crate::{
    Response,
    takeover::ends_with_listener,
    watch::{Glance, Order, Phase, Watch},
};

/// The requests under way on a connection of HTTP/2.
#[derive(Debug)]
pub(super) struct Streams {
    connection: Arc<Watch>,
    /// How many more may be given up than answered.
    most_given_up: usize,
    open: Mutex<Open>,
    /// Bytes of bodies that were received, with what frames them.
    bodies: AtomicUsize,
}

#[derive(Debug)]
struct Open {
    by_number: HashMap<usize, One>,
    next: usize,
    answered: usize,
    /// Answered or not.
    ended: usize,
    chatter: Chatter,
    looked: Instant,
    /// Who waits until no stream is taken over.
    waiting: Option<Waker>,
}

#[derive(Debug)]
struct One {
    watch: Arc<Watch>,
    seen: Seen,
    /// It may be taken over, and outlive its connection for as long as its handler takes.
    is_tunnel: bool,
}

/// A request under way; dropping it says that it has ended.
#[derive(Debug)]
pub(super) struct Stream {
    number: usize,
    pub(super) watch: Arc<Watch>,
    pub(super) streams: Arc<Streams>,
    /// What gives its bytes to whoever takes it over.
    pub(super) upgrade: Option<Upgrade>,
}

/// What a part of a body takes on the way besides its bytes: a frame, and a record of TLS.
const FRAMING: usize = 64;

impl Streams {
    pub(super) fn new(connection: &Arc<Watch>, most_given_up: usize) -> Self {
        let chatter = Chatter::new(connection.glance());
        let (by_number, looked) = (HashMap::new(), Instant::now());
        let open = Mutex::new(Open { by_number, next: 0, answered: 0, ended: 0, chatter, looked, waiting: None });
        Streams { connection: Arc::clone(connection), most_given_up, open, bodies: AtomicUsize::new(0) }
    }

    /// A request's head is complete; it may be taken over by what gives its bytes.
    pub(super) fn begin(self: &Arc<Self>, upgrade: Option<Upgrade>) -> Stream {
        let watch = Arc::new(Watch::beginning_with(Phase::Work));
        let mut open = self.open();
        // Under the lock: the last to end and the first to begin write on the connection's watch one after the other.
        if open.by_number.is_empty() {
            self.connection.request_begins();
        }
        let number = open.next;
        open.next = number.wrapping_add(1);
        let seen = Seen::new(watch.glance(), Instant::now());
        open.by_number.insert(number, One { watch: Arc::clone(&watch), seen, is_tunnel: upgrade.is_some() });
        Stream { number, watch, streams: Arc::clone(self), upgrade }
    }

    pub(super) fn count(&self) -> usize {
        self.open().by_number.len()
    }

    /// An answer is handed over.
    pub(super) fn has_answered(&self, response: &mut Response) {
        if response.body().is_stream() {
            ends_with_listener(response, self.connection.siblings());
        }
        self.open().answered += 1;
    }

    /// A part of a body came.
    pub(super) fn have_received(&self, bytes: usize) {
        self.bodies.fetch_add(bytes + FRAMING, Relaxed);
    }

    /// Looks at all of them, and ends those that take too long; the others go on. What says too much that is no request
    /// is cut as a whole.
    pub(super) fn look(&self, now: Instant, deadlines: &Deadlines) {
        let open = &mut *self.open();
        let Glance { read, written, .. } = self.connection.glance();
        let said = Said { read, written, requests: open.next, bodies: self.bodies.load(Relaxed) };
        let passed = now.duration_since(std::mem::replace(&mut open.looked, now));
        if open.chatter.is_too_much(said, passed) {
            tracing::debug!(target: "framework", "a connection says too much that is no request");
            self.connection.tell(Order::Cut);
        }
        for One { watch, seen, .. } in open.by_number.values_mut() {
            match seen.judge(watch.glance(), now, deadlines) {
                Verdict::Fine | Verdict::Close => {}
                Verdict::GiveUpBody => watch.give_up_body(),
                Verdict::Abort => watch.tell(Order::Cut),
            }
        }
    }

    /// Waits until no stream is taken over any more, whose connection has ended; what is left is cut with it.
    pub(super) async fn tunnels_end(&self) {
        poll_fn(|task| {
            self.connection.is_run_by(task.waker());
            let mut open = self.open();
            let is_cut = self.connection.order() >= Order::Cut;
            let mut is_empty = true;
            for One { watch, .. } in open.by_number.values().filter(|one| one.is_tunnel) {
                is_empty = false;
                if is_cut {
                    watch.tell(Order::Cut);
                }
            }
            if is_empty {
                return Poll::Ready(());
            }
            open.waiting = Some(task.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// A panic elsewhere leaves the map whole.
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let Streams { connection, most_given_up, .. } = &*self.streams;
        let mut open = self.streams.open();
        open.by_number.remove(&self.number);
        if open.by_number.is_empty() {
            connection.rests();
        }
        if let Some(waiting) = open.waiting.take() {
            waiting.wake();
        }
        // Whoever gives up whatever he asks for makes more work than the limit of requests at a time allows.
        open.ended += 1;
        if open.ended > 2 * open.answered + most_given_up {
            tracing::debug!(target: "framework", "a connection gives up too many requests (setting `http.h2_resets`)");
            connection.tell(Order::Cut);
        }
    }
}
