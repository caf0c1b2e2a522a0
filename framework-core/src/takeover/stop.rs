//! Who tells handlers that they are to end: their listener, their controller, or the server through both.

use std::{
    collections::HashMap,
    fmt,
    future::pending,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{Notify, watch};

use crate::watch::{Order, Watch};

/// The number of a listener; never given twice by one server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListenerId(pub(crate) u64);

impl fmt::Display for ListenerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is stopping: one listener, or all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReason {
    /// The server, or the controller on all of its listeners.
    All,
    /// One listener.
    Listener(ListenerId),
}

/// Tells a handler to end, because its listener, its controller or the server stops.
///
/// It is told when the drain begins; what has not ended at the end of the drain is cut. A handler of a request under way
/// may take it as well: for a stream that would go on otherwise. Without a server, as in a test, it is never told, unless
/// the test says so ([`TestSocket::server_stops`](crate::TestSocket::server_stops)).
///
/// ```
/// # use framework_core as framework;
/// use std::time::Duration;
/// use framework::{ByteStream, StopToken, stream, tokio};
///
/// // #[get_mapping("/ticks")]
/// fn ticks(stop: StopToken) -> ByteStream {
///     ByteStream::new(stream::unfold(stop, async |stop| {
///         tokio::select! {
///             _ = stop.stopped() => None,
///             () = tokio::time::sleep(Duration::from_secs(1)) => Some(("tick\n", stop)),
///         }
///     }))
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct StopToken {
    listener: Told,
    controller: Told,
}

/// A [`StopToken`] by another name, for handlers that stream and take no connection over.
pub type Shutdown = StopToken;

/// Who is told; none where nobody stops.
type Told = Option<watch::Receiver<Option<StopReason>>>;

impl StopToken {
    pub(super) fn of(listener: &Sockets, controller: Option<&Sockets>) -> Self {
        let told = |sockets: &Sockets| sockets.told.subscribe();
        StopToken { listener: Some(told(listener)), controller: controller.map(told) }
    }

    /// What stops; none as long as nothing does.
    #[must_use]
    pub fn reason(&self) -> Option<StopReason> {
        let told = [&self.listener, &self.controller].into_iter().flatten();
        told.filter_map(|told| *told.borrow()).next()
    }

    /// Whether it is to end.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.reason().is_some()
    }

    /// Waits until it is to end; for ever, when nothing stops.
    pub async fn stopped(&self) -> StopReason {
        tokio::select! {
            biased;
            reason = told(&self.listener) => reason,
            reason = told(&self.controller) => reason,
        }
    }

    /// The same where the reason does not matter.
    pub async fn cancelled(&self) {
        self.stopped().await;
    }
}

async fn told(told: &Told) -> StopReason {
    if let Some(told) = told
        && let Ok(reason) = told.clone().wait_for(Option::is_some).await
        && let Some(reason) = *reason
    {
        return reason;
    }
    pending().await
}

/// The connections of a listener, or of a controller, that handlers have taken over.
#[derive(Debug)]
pub(crate) struct Sockets {
    told: watch::Sender<Option<StopReason>>,
    open: Mutex<Open>,
    emptied: Notify,
}

#[derive(Debug, Default)]
struct Open {
    by_number: HashMap<u64, Arc<Watch>>,
    next: u64,
}

/// The place of one among them; dropping it gives the place back.
#[derive(Debug)]
pub(crate) struct Place {
    sockets: Arc<Sockets>,
    number: u64,
}

impl Sockets {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Sockets { told: watch::Sender::default(), open: Mutex::default(), emptied: Notify::new() })
    }

    /// A place, unless they are to end.
    pub(super) fn enter(self: &Arc<Self>, watch: &Arc<Watch>) -> Option<Place> {
        let mut open = self.open();
        if self.told.borrow().is_some() {
            return None;
        }
        let number = open.next;
        open.next += 1;
        open.by_number.insert(number, Arc::clone(watch));
        Some(Place { sockets: Arc::clone(self), number })
    }

    /// Tells all of them, and lets no other in; the first reason counts.
    pub(crate) fn stop(&self, reason: StopReason) {
        let _nobody_enters_meanwhile = self.open();
        if self.told.borrow().is_none() {
            self.told.send_replace(Some(reason));
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.open().by_number.len()
    }

    /// Waits until there is none.
    pub(crate) async fn all_ended(&self) {
        loop {
            let emptied = self.emptied.notified();
            if self.count() == 0 {
                return;
            }
            emptied.await;
        }
    }

    /// Ends all of them now.
    pub(crate) fn cut(&self) {
        self.open().by_number.values().for_each(|watch| watch.tell(Order::Cut));
    }

    /// A panic elsewhere leaves the map whole.
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.sockets.open();
        open.by_number.remove(&self.number);
        if open.by_number.is_empty() {
            self.sockets.emptied.notify_waiters();
        }
    }
}
