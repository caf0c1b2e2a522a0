//! Streams: values one after another, as they become available.
//!
//! A streamed response is made of any [`Stream`]. What the crates of the ecosystem give is one already; this module
//! makes them where there is no such crate. Names are those of tokio and futures.
//!
//! ```
//! # use framework_core as framework;
//! use std::time::Duration;
//! use framework::{ByteStream, Event, Sse, stream::{self, Receiver}, tokio};
//!
//! // From what is there already.
//! fn lines() -> ByteStream {
//!     ByteStream::new(stream::iter((1..=3).map(|number| format!("{number}\n"))))
//! }
//!
//! // One after the other, each from the state that the one before left.
//! fn countdown() -> ByteStream {
//!     ByteStream::new(stream::unfold(3, async |left: u32| {
//!         (left > 0).then(|| (format!("{left}\n"), left - 1))
//!     }))
//! }
//!
//! // From a task that is told when nobody listens any more.
//! fn ticks() -> Sse<Receiver<Event>> {
//!     let (sender, receiver) = stream::channel(8);
//!     tokio::spawn(async move {
//!         let mut tick: u64 = 0;
//!         while sender.send(Event::data(tick.to_string())).await.is_ok() {
//!             tick += 1;
//!             tokio::time::sleep(Duration::from_secs(1)).await;
//!         }
//!     });
//!     Sse::new(receiver)
//! }
//! ```

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use tokio::sync::{Semaphore, mpsc};

pub use futures_core::Stream;

/// A stream that is fed from elsewhere, and its feeding end; `capacity` values wait in between, at least one.
#[must_use]
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (sender, receiver) = mpsc::channel(capacity.clamp(1, Semaphore::MAX_PERMITS));
    (Sender(sender), Receiver(receiver))
}

/// Feeds a [`Receiver`]; the stream ends when the last clone is dropped.
pub struct Sender<T>(mpsc::Sender<T>);

/// The stream of what its [`Sender`]s send.
pub struct Receiver<T>(mpsc::Receiver<T>);

/// Nobody takes what is sent: the stream was dropped, in a response because the client has gone away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed;

impl<T> Sender<T> {
    /// Sends a value, and waits while the stream is full.
    ///
    /// # Errors
    /// [`Closed`] when the stream was dropped; the value is dropped too.
    pub async fn send(&self, value: T) -> Result<(), Closed> {
        self.0.send(value).await.map_err(|_| Closed)
    }

    /// Waits until the stream is dropped.
    pub async fn closed(&self) {
        self.0.closed().await;
    }
}

impl<T> Stream for Receiver<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<T>> {
        self.0.poll_recv(task)
    }
}

/// The items of an iterator, as a stream that never waits.
///
/// An iterator that blocks holds up its thread, and with it other requests: send from a thread of your own then.
pub fn iter<I: IntoIterator>(items: I) -> Iter<I::IntoIter> {
    Iter(items.into_iter())
}

/// The stream of [`iter`].
#[derive(Debug, Clone)]
pub struct Iter<I>(I);

/// The iterator is moved, never pinned.
impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// A stream whose every item is made of a state, which the next one is made of; `None` ends it.
///
/// What the function needs is part of the state: an `async` closure that keeps something of its own cannot be used.
pub fn unfold<S, T, N, F>(state: S, next: N) -> impl Stream<Item = T> + Send
where
    S: Send,
    N: FnMut(S) -> F + Send,
    F: Future<Output = Option<(T, S)>> + Send,
{
    Unfold { next, state: Some(state), coming: None }
}

struct Unfold<S, N, F> {
    next: N,
    state: Option<S>,
    /// Boxed once; `None` before the first item and after the last.
    coming: Option<Pin<Box<F>>>,
}

/// What must not move is in a box.
impl<S, N, F> Unpin for Unfold<S, N, F> {}

impl<S, T, N, F> Stream for Unfold<S, N, F>
where
    N: FnMut(S) -> F,
    F: Future<Output = Option<(T, S)>>,
{
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        if let Some(state) = this.state.take() {
            let future = (this.next)(state);
            match &mut this.coming {
                Some(coming) => coming.set(future),
                coming => *coming = Some(Box::pin(future)),
            }
        }
        let Some(coming) = &mut this.coming else { return Poll::Ready(None) };
        let Some((item, state)) = ready!(coming.as_mut().poll(task)) else {
            this.coming = None;
            return Poll::Ready(None);
        };
        this.state = Some(state);
        Poll::Ready(Some(item))
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody takes what is sent")
    }
}

impl std::error::Error for Closed {}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Sender(self.0.clone())
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receiver")
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, pin::pin};

    use super::*;

    async fn all<T>(stream: impl Stream<Item = T>) -> Vec<T> {
        let mut stream = pin!(stream);
        let mut items = Vec::new();
        while let Some(item) = poll_fn(|task| stream.as_mut().poll_next(task)).await {
            items.push(item);
        }
        items
    }

    #[tokio::test]
    async fn an_unfolded_stream_ends_with_none_and_stays_ended() {
        let counted = unfold(0, async |count| {
            tokio::task::yield_now().await;
            (count < 3).then_some((count, count + 1))
        });
        let mut counted = pin!(counted);
        assert_eq!(all(counted.as_mut()).await, [0, 1, 2]);
        assert!(all(counted).await.is_empty());
    }

    #[tokio::test]
    async fn a_channel_of_any_capacity_works() {
        for capacity in [0, 1, usize::MAX] {
            let (sender, receiver) = channel(capacity);
            let other = sender.clone();
            let feed = async move {
                other.send("a").await?;
                sender.send("b").await
            };
            let (sent, received) = tokio::join!(feed, all(receiver));
            assert_eq!((sent, received), (Ok(()), vec!["a", "b"]), "{capacity}");
        }
    }

    #[tokio::test]
    async fn a_sender_learns_that_the_stream_was_dropped() {
        let (sender, receiver) = channel(1);
        drop(receiver);
        sender.closed().await;
        assert_eq!(sender.send(1).await, Err(Closed));
    }

    #[tokio::test]
    async fn an_iterator_is_a_stream() {
        assert_eq!(all(iter([1, 2])).await, [1, 2]);
    }
}
