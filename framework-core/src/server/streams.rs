//! The requests under way on a connection of HTTP/2: each has a watch of its own, beside that of the connection.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::time::Instant;

use super::deadlines::{Deadlines, Seen, Verdict};
use crate::watch::{Order, Phase, Watch};

/// The requests under way on a connection of HTTP/2.
#[derive(Debug)]
pub(super) struct Streams {
    connection: Arc<Watch>,
    /// How many more may be given up than answered.
    most_given_up: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    by_number: HashMap<u64, (Arc<Watch>, Seen)>,
    next: u64,
    answered: usize,
    /// Answered or not.
    ended: usize,
}

/// A request under way; dropping it says that it has ended.
#[derive(Debug)]
pub(super) struct Stream {
    number: u64,
    pub(super) watch: Arc<Watch>,
    streams: Arc<Streams>,
}

impl Streams {
    pub(super) fn new(connection: &Arc<Watch>, most_given_up: usize) -> Self {
        Streams { connection: Arc::clone(connection), most_given_up, open: Mutex::default() }
    }

    /// A request's head is complete.
    pub(super) fn begin(self: &Arc<Self>) -> Stream {
        let watch = Arc::new(Watch::beginning_with(Phase::Work));
        let mut open = self.open();
        // Under the lock: the last to end and the first to begin write on the connection's watch one after the other.
        if open.by_number.is_empty() {
            self.connection.request_begins();
        }
        let number = open.next;
        open.next += 1;
        open.by_number.insert(number, (Arc::clone(&watch), Seen::new(watch.glance(), Instant::now())));
        Stream { number, watch, streams: Arc::clone(self) }
    }

    /// An answer is handed over.
    pub(super) fn has_answered(&self) {
        self.open().answered += 1;
    }

    /// Looks at all of them, and ends those that take too long; the others go on.
    pub(super) fn look(&self, now: Instant, deadlines: &Deadlines) {
        for (watch, seen) in self.open().by_number.values_mut() {
            match seen.judge(watch.glance(), now, deadlines) {
                Verdict::Fine | Verdict::Close => {}
                Verdict::GiveUpBody => watch.give_up_body(),
                Verdict::Abort => watch.tell(Order::Cut),
            }
        }
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
        // Whoever gives up whatever he asks for makes more work than the limit of requests at a time allows.
        open.ended += 1;
        if open.ended > 2 * open.answered + most_given_up {
            tracing::debug!(target: "framework", "a connection gives up too many requests (setting `http.h2_resets`)");
            connection.tell(Order::Cut);
        }
    }
}
