//! All open connections of a listener: for looking at them, and for ending them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

#[cfg(feature = "http2")]
use super::streams::Streams;
use super::{
    deadlines::{Deadlines, Seen, Verdict},
    occupancy::Seat,
};
use crate::{
    service::Unattended,
    takeover::{ListenerId, Sockets, StopReason},
    watch::{Order, Phase, Watch},
};

/// All open connections of a listener.
#[derive(Debug)]
pub(super) struct Connections {
    pub(super) listener: ListenerId,
    open: Mutex<Open>,
    emptied: Notify,
    /// Those of them that handlers have taken over.
    pub(super) sockets: Arc<Sockets>,
    /// What was under way when the listener was told to stop.
    told: OnceLock<StopReport>,
    /// Handlers that go on without their clients.
    pub(super) unattended: Unattended,
}

#[derive(Debug, Default)]
struct Open {
    by_number: HashMap<u64, One>,
    next: u64,
    /// Those that come are told to close as soon as they are served.
    is_closing: bool,
}

#[derive(Debug)]
struct One {
    watch: Arc<Watch>,
    seen: Seen,
    /// The requests under way, where there may be several.
    #[cfg(feature = "http2")]
    streams: Option<Arc<Streams>>,
}

impl One {
    /// Those under way.
    fn requests(&self) -> usize {
        #[cfg(feature = "http2")]
        if let Some(streams) = &self.streams {
            return streams.count();
        }
        usize::from(!self.watch.glance().phase.is_idle())
    }

    /// Looks at it; how it is to end, if it takes too long.
    fn look(&mut self, now: Instant, deadlines: &Deadlines) -> Option<Due> {
        #[cfg(feature = "http2")]
        if let Some(streams) = &self.streams {
            streams.look(now, deadlines);
        }
        let One { watch, seen, .. } = self;
        let glance = watch.glance();
        let order = match seen.judge(glance, now, deadlines) {
            Verdict::Fine => return None,
            Verdict::GiveUpBody => {
                watch.give_up_body();
                return None;
            }
            // What is between two requests ends in order, and at the next look in any case.
            Verdict::Close if seen.is_between_requests() && watch.order() < Order::Close => Order::Close,
            Verdict::Close => Order::Cut,
            Verdict::Abort => Order::Abort,
        };
        Some(Due { watch: Arc::clone(watch), turn: glance.turn, order })
    }
}

/// A connection that is to end.
#[derive(Debug)]
pub(super) struct Due {
    watch: Arc<Watch>,
    turn: u32,
    order: Order,
}

impl Due {
    /// Tells it, unless it has moved on since.
    fn tell(&self) {
        let glance = self.watch.glance();
        // A reader is slow whatever else it does.
        let is_same = if self.order == Order::Abort { glance.is_blocked } else { glance.turn == self.turn };
        if is_same {
            self.watch.tell(self.order);
        }
    }

    /// Tells all of them, a few at a time: a connection's end takes as long as a request, and others wait behind it.
    pub(super) async fn tell_all(all: &[Due], interval: Duration) {
        // Within half the time between two looks.
        const LOTS: u32 = 64;
        for lot in all.chunks(all.len().div_ceil(LOTS as usize).max(4)) {
            lot.iter().for_each(Due::tell);
            tokio::time::sleep(interval / 2 / LOTS).await;
        }
    }
}

/// An open connection's place among the others; dropping it gives the place back.
#[derive(Debug)]
pub(super) struct Entry {
    number: u64,
    pub(super) watch: Arc<Watch>,
    pub(super) connections: Arc<Connections>,
    _seat: Seat,
}

/// How a connection that is idle is told apart from one whose request is on its way, while the listener is stopping.
const QUIET: Duration = Duration::from_millis(100);

/// How long one that is idle, and was told to end, may take for that: HTTP/2 asks the other end once more.
const GONE: Duration = Duration::from_secs(1);

/// What became of the connections of a listener that has stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StopReport {
    /// Requests that were under way and were answered.
    pub requests: usize,
    /// Connections that a handler had taken over, and that ended in time.
    pub upgraded: usize,
    /// Connections that were still busy when the time was over, and were cut.
    pub forced: usize,
}

impl StopReport {
    pub(super) fn and(self, other: StopReport) -> Self {
        StopReport {
            requests: self.requests + other.requests,
            upgraded: self.upgraded + other.upgraded,
            forced: self.forced + other.forced,
        }
    }
}

impl Connections {
    pub(super) fn of(listener: ListenerId) -> Self {
        let (open, emptied, unattended) = (Mutex::default(), Notify::new(), Unattended::default());
        Connections { listener, open, emptied, sockets: Sockets::new(), told: OnceLock::new(), unattended }
    }

    pub(super) fn enter(self: &Arc<Self>, seat: Seat, first: Phase) -> Entry {
        let watch = Arc::new(Watch::beginning_with(first).among(&self.sockets));
        let mut open = self.open();
        let number = open.next;
        open.next += 1;
        if open.is_closing {
            watch.tell(Order::Last);
        }
        let one = One {
            watch: Arc::clone(&watch),
            seen: Seen::new(watch.glance(), Instant::now()),
            #[cfg(feature = "http2")]
            streams: None,
        };
        open.by_number.insert(number, one);
        Entry { number, watch, connections: Arc::clone(self), _seat: seat }
    }

    pub(super) fn count(&self) -> usize {
        self.open().by_number.len()
    }

    /// Looks at all of them; those that take too long.
    pub(super) fn look(&self, deadlines: &Deadlines) -> Vec<Due> {
        let now = Instant::now();
        self.open().by_number.values_mut().filter_map(|one| one.look(now, deadlines)).collect()
    }

    /// What is answered from now on says that it is the last of its connection.
    pub(super) fn answer_last(&self) {
        let mut open = self.open();
        open.is_closing = true;
        open.by_number.values().for_each(|one| one.watch.tell(Order::Last));
    }

    /// Tells handlers that they are to end; no other connection is taken over. The first reason counts.
    pub(super) fn tell(&self, reason: StopReason) {
        self.told.get_or_init(|| {
            let upgraded = self.sockets.count();
            let busy: usize = self.open().by_number.values().map(One::requests).sum();
            StopReport { requests: busy.saturating_sub(upgraded), upgraded, forced: 0 }
        });
        self.sockets.stop(reason);
    }

    /// Lets all of them end, once handlers are told: idle ones are closed, busy ones finish, and what is left after `time`
    /// is cut; so are handlers whose clients are gone.
    pub(super) async fn drain(&self, time: Duration, deadlines: &Deadlines) -> StopReport {
        self.answer_last();
        let before = self.told.get().copied().unwrap_or_default();
        let all_ended = async {
            self.close(deadlines).await;
            self.unattended.all_ended().await; // a connection may leave one behind
        };
        if tokio::time::timeout(time, all_ended).await.is_ok() {
            return before;
        }
        // What is idle is closed as well, and loses nothing.
        let is_busy = |one: &&One| one.seen.idle_since().is_none();
        let cut: Vec<_> = self.open().by_number.values().filter(is_busy).map(One::requests).collect();
        let forced = cut.len();
        let (sockets, handlers) = (self.sockets.count(), self.unattended.count());
        tracing::warn!(target: "framework", "{forced} connections, and {handlers} handlers whose clients are gone, did not end within {time:?} (setting `http.drain`); they are cut");
        // First: what is cut does not go on without its connection.
        self.unattended.cut();
        self.open().by_number.values().for_each(|one| one.watch.tell(Order::Cut));
        // A handler that blocks its thread cannot be ended; the process goes on without it.
        let _ended = tokio::time::timeout(Duration::from_secs(1), self.all_ended()).await;
        StopReport {
            requests: before.requests.saturating_sub(cut.iter().sum::<usize>().saturating_sub(sockets)),
            upgraded: before.upgraded.saturating_sub(sockets),
            forced,
        }
    }

    /// Closes what has been idle for a moment, until nothing is left: a request that is on its way is still taken.
    async fn close(&self, deadlines: &Deadlines) {
        loop {
            self.look(deadlines).iter().for_each(Due::tell);
            for One { watch, seen, .. } in self.open().by_number.values() {
                match seen.idle_since().map(|since| since.elapsed()) {
                    Some(idle) if idle >= GONE => watch.tell(Order::Cut),
                    Some(idle) if idle >= QUIET => watch.tell(Order::Close),
                    _ => {}
                }
            }
            if tokio::time::timeout(QUIET / 4, self.all_ended()).await.is_ok() {
                return;
            }
        }
    }

    async fn all_ended(&self) {
        loop {
            let emptied = self.emptied.notified();
            if self.open().by_number.is_empty() {
                return;
            }
            emptied.await;
        }
    }

    /// A panic elsewhere leaves the map whole.
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "http2")]
impl Entry {
    /// It has several requests under way at a time from now on; they are looked at with it.
    pub(super) fn has_streams(&self, most_given_up: usize) -> Arc<Streams> {
        let streams = Arc::new(Streams::new(&self.watch, most_given_up));
        if let Some(one) = self.connections.open().by_number.get_mut(&self.number) {
            one.streams = Some(Arc::clone(&streams));
        }
        streams
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let mut open = self.connections.open();
        open.by_number.remove(&self.number);
        if open.by_number.is_empty() {
            self.connections.emptied.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_moved_on_since_it_was_looked_at_is_let_be() {
        let told = |order, moves: fn(&Watch)| {
            let watch = Arc::new(Watch::default());
            watch.has_read(1);
            watch.is_waiting_for_reader();
            let due = Due { watch: Arc::clone(&watch), turn: watch.glance().turn, order };
            moves(&watch);
            due.tell();
            watch.order()
        };
        assert_eq!(told(Order::Cut, |_| {}), Order::Cut);
        assert_eq!(told(Order::Cut, |watch| watch.has_read(1)), Order::Cut, "more of the same head");
        assert_eq!(told(Order::Cut, Watch::request_begins), Order::Serve);
        assert_eq!(told(Order::Abort, Watch::request_begins), Order::Abort, "it still does not read");
        assert_eq!(told(Order::Abort, |watch| watch.has_written(1)), Order::Serve);
    }
}
