//! Connections that handlers take over: HTTP ends with a 101, and what follows is the handler's.
//!
//! A handler that takes a connection over is one future from its guards to its end. The request polls it until it has an
//! answer ([`Line`] says where it comes from, and who may stop it); the task of the connection polls the rest, once hyper
//! has sent the 101 ([`Takeover`]). So arguments may borrow from the request, and the connection keeps its place among
//! the others, its orders and its end. A [`Tie`] brings the stream to the [`Socket`], and back.

mod ending;
mod socket;
mod stop;
mod tie;

use std::{
    fmt,
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::Poll,
    time::Duration,
};

use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    time::timeout,
};

pub(crate) use ending::{Ending, ends_with_listener};
pub use socket::Socket;
pub use stop::{ListenerId, Shutdown, StopReason, StopToken};
pub(crate) use stop::{Place, Sockets};
pub(crate) use tie::{Tie, Transport};

use crate::{
    BoxFuture,
    panics::forget,
    watch::{Order, Watch},
};

/// The connection of a request, for a handler that ends with it or takes it over.
#[derive(Clone)]
pub(crate) struct Line {
    listener: ListenerId,
    sockets: Arc<Sockets>,
    /// Those of the handler's controller.
    siblings: Option<Arc<Sockets>>,
    /// None where it cannot be taken over: others use it, too.
    watch: Option<Arc<Watch>>,
    tie: Arc<Tie>,
    keeper: Arc<OnceLock<Arc<dyn Keeper>>>,
}

/// What a protocol does beside its handler, and after it.
pub(crate) trait Keeper: Send + Sync {
    /// Runs the handler, and what else there is to do until the stream can be closed.
    fn serve(self: Arc<Self>, handler: BoxFuture<'static, Outcome>, stop: StopToken) -> BoxFuture<'static, ()>;
}

/// How a handler has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Failed,
}

impl Line {
    /// A connection of a listener; without a `watch` it cannot be taken over.
    pub(crate) fn new(listener: ListenerId, sockets: &Arc<Sockets>, watch: Option<&Arc<Watch>>) -> Self {
        let (sockets, watch) = (Arc::clone(sockets), watch.map(Arc::clone));
        Line { listener, sockets, siblings: None, watch, tie: Arc::default(), keeper: Arc::default() }
    }

    /// The same for a handler of a controller that has handlers of sockets.
    pub(crate) fn among(self, siblings: Option<&Arc<Sockets>>) -> Self {
        Line { siblings: siblings.map(Arc::clone), ..self }
    }

    pub(crate) fn token(&self) -> StopToken {
        StopToken::of(&self.sockets, self.siblings.as_deref())
    }

    pub(crate) fn can_be_taken_over(&self) -> bool {
        self.watch.is_some()
    }

    pub(crate) fn tie(&self) -> &Arc<Tie> {
        &self.tie
    }

    /// What its protocol does beside the handler; the first counts.
    #[cfg(feature = "ws")]
    pub(crate) fn keep_by(&self, keeper: Arc<dyn Keeper>) {
        let _first_counts = self.keeper.set(keeper);
    }

    /// A place among those that are taken over; none when they are to end.
    pub(crate) fn enter(&self) -> Option<Vec<Place>> {
        let watch = self.watch.as_ref()?;
        [Some(&self.sockets), self.siblings.as_ref()]
            .into_iter()
            .flatten()
            .map(|sockets| sockets.enter(watch))
            .collect()
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("listener", &self.listener).finish_non_exhaustive()
    }
}

/// A handler that is to have the connection, once the 101 is sent.
pub(crate) struct Takeover {
    handler: BoxFuture<'static, Outcome>,
    line: Line,
    places: Vec<Place>,
}

/// How long the other end is given to close as well, and how long it may be silent meanwhile: time for an upload, and for
/// a packet that is lost several times over.
const CLOSING: Duration = Duration::from_secs(30);
const SILENT: Duration = Duration::from_secs(5);

impl Takeover {
    pub(crate) fn new(handler: BoxFuture<'static, Outcome>, line: Line, places: Vec<Place>) -> Self {
        Takeover { handler, line, places }
    }

    /// Runs the handler to its end, or until the connection is told to end; then closes the stream.
    pub(crate) async fn run(self, stream: impl Transport, ahead: Bytes, watch: &Watch) {
        let Takeover { handler, line, places } = self;
        let Line { tie, keeper, .. } = &line;
        tie.connect(Box::new(stream), ahead);
        let mut work = match keeper.get() {
            Some(keeper) => Arc::clone(keeper).serve(handler, line.token()),
            None => Box::pin(async move {
                let _whatever_it_was = handler.await;
            }),
        };
        let has_ended = until(Order::Cut, watch, &mut work).await;
        // What the handler still holds is somebody else's code.
        forget(Box::new(work));
        let stream = tie.end();
        drop(places);
        watch.request_ends();
        if let (true, Some(stream)) = (has_ended, stream) {
            until(Order::Close, watch, pin!(close(stream, watch))).await;
        }
    }
}

/// Runs something unless the connection is told to end; whether it has run to its end.
pub(crate) async fn until(order: Order, watch: &Watch, mut work: impl Future<Output = ()> + Unpin) -> bool {
    let mut known = None;
    poll_fn(|task| {
        if !known.as_ref().is_some_and(|known| task.waker().will_wake(known)) {
            known = Some(task.waker().clone());
            watch.is_run_by(task.waker());
        }
        if watch.order() >= order { Poll::Ready(false) } else { Pin::new(&mut work).poll(task).map(|()| true) }
    })
    .await
}

/// Closes a stream, and takes what comes meanwhile: one that is closed with bytes unread takes back what was written
/// (RFC 9112, section 9.6).
pub(crate) async fn close(mut stream: impl Transport, watch: &Watch) {
    let closed = async {
        stream.shutdown().await?;
        let mut unread = vec![0; 8 * 1024];
        while timeout(SILENT, stream.read(&mut unread)).await?? > 0 {
            watch.request_begins(); // it is the rest of one, and no head that would have less time
        }
        std::io::Result::Ok(())
    };
    let _best_effort = timeout(CLOSING, closed).await;
}

impl fmt::Debug for Takeover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Takeover")
    }
}

/// A takeover on its way from the handler to the connection, beside a 101. A response that loses it is none.
#[derive(Debug, Clone)]
pub(crate) struct Handover(Arc<Mutex<Option<Takeover>>>);

impl Handover {
    pub(crate) fn new(takeover: Takeover) -> Self {
        Handover(Arc::new(Mutex::new(Some(takeover))))
    }

    pub(crate) fn take(&self) -> Option<Takeover> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt, duplex},
        time::{Instant, sleep},
    };

    use super::*;

    /// After how many seconds a stream is closed whose other end sends something every so many.
    async fn closed_after(pause: u64) -> u64 {
        let (stream, mut other) = duplex(64);
        let dripping = tokio::spawn(async move {
            let mut nothing = [0];
            assert_eq!(other.read(&mut nothing).await.expect("an end"), 0, "it is told at once");
            while other.write_all(b"x").await.is_ok() {
                sleep(Duration::from_secs(pause)).await;
            }
        });
        let start = Instant::now();
        close(stream, &Watch::default()).await;
        dripping.await.expect("no panic");
        start.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_is_silent_or_never_ends_is_closed() {
        assert_eq!(closed_after(4).await, 32, "thirty seconds, and it notices when it sends the next");
        assert_eq!(closed_after(1).await, 30);
        assert_eq!(closed_after(6).await, 6, "five seconds, and the same");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_closes_is_not_waited_for() {
        let (stream, mut other) = duplex(64);
        other.write_all(b"x").await.expect("there is room");
        drop(other);
        let start = Instant::now();
        close(stream, &Watch::default()).await;
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
}
