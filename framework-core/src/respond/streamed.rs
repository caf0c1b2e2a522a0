//! The body that a stream makes: one item at a time, and no clean end where something went wrong.

use std::{
    any::type_name,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;

use crate::{
    Body, BoxError,
    body::PIECE,
    invalid::{Causes, Words},
    panics::told,
};

/// A stream of which nothing is known but its items, and its type for the log.
pub struct Items<T> {
    pub(super) stream: Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>,
    pub(super) name: &'static str,
}

impl<T: 'static> Items<T> {
    pub(super) fn new<S: Stream + Send + 'static>(stream: S, convert: fn(S::Item) -> Result<T, BoxError>) -> Self {
        Items { stream: Box::pin(Converted { stream: Box::pin(stream), convert }), name: type_name::<S>() }
    }
}

/// A stream whose items are made something else.
struct Converted<S: Stream, T> {
    stream: Pin<Box<S>>,
    convert: fn(S::Item) -> Result<T, BoxError>,
}

impl<S: Stream, T> Stream for Converted<S, T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let convert = self.convert;
        self.stream.as_mut().poll_next(task).map(|item| item.map(convert))
    }
}

/// A body made of a stream.
pub(super) fn streamed<S>(stream: S, convert: fn(S::Item) -> Result<Bytes, BoxError>) -> Body
where
    S: Stream + Send + 'static,
{
    named(type_name::<S>(), stream, convert)
}

/// The same of a stream whose type says nothing.
pub(super) fn named<S>(name: &'static str, stream: S, convert: fn(S::Item) -> Result<Bytes, BoxError>) -> Body
where
    S: Stream + Send + 'static,
{
    Body::new(Streamed { stream: Some(Box::pin(stream)), name, convert, rest: Bytes::new() })
}

struct Streamed<S: Stream> {
    /// Dropped at its end, whichever that is.
    stream: Option<Pin<Box<S>>>,
    /// The stream's type: it names the function that made it, which a body does not know.
    name: &'static str,
    convert: fn(S::Item) -> Result<Bytes, BoxError>,
    /// What is left of a long item.
    rest: Bytes,
}

impl<S: Stream> http_body::Body for Streamed<S> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if this.rest.is_empty() {
            let Some(stream) = &mut this.stream else { return Poll::Ready(None) };
            let next = caught(|| stream.as_mut().poll_next(task).map(|item| item.map(this.convert)));
            match next {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(Some(Ok(bytes)))) => this.rest = bytes,
                Ok(Poll::Ready(Some(Err(error)))) => return Poll::Ready(Some(Err(this.broken_off(error)))),
                Err(panic) => return Poll::Ready(Some(Err(this.broken_off(panic.into())))),
                Ok(Poll::Ready(None)) => {
                    this.close();
                    return Poll::Ready(None);
                }
            }
            if this.rest.is_empty() {
                task.waker().wake_by_ref(); // others first: there may be no end of empty items
                return Poll::Pending;
            }
        }
        let length = this.rest.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(this.rest.split_to(length)))))
    }

    fn is_end_stream(&self) -> bool {
        self.stream.is_none() && self.rest.is_empty()
    }
}

impl<S: Stream> Streamed<S> {
    /// The error that cuts the connection; its reason goes to the log and nowhere else.
    #[cold]
    fn broken_off(&mut self, error: BoxError) -> BoxError {
        // Its text and its end are somebody else's code too.
        let text = caught(|| {
            let text = Causes(&*error).to_string();
            drop(error);
            text
        });
        log(self.name, "broke off", &text.unwrap_or_else(|panic| panic));
        self.close();
        "a streamed response broke off".into()
    }

    fn close(&mut self) {
        let stream = self.stream.take();
        if let Err(panic) = caught(|| drop(stream)) {
            log(self.name, "ended badly", &panic);
        }
    }
}

/// The client may have gone away.
impl<S: Stream> Drop for Streamed<S> {
    fn drop(&mut self) {
        self.close();
    }
}

fn log(name: &str, what: &str, text: &str) {
    tracing::error!(target: "framework", stream = name, "a streamed response {what}: {}", Words(text));
}

/// Runs somebody else's code; a panic in it is a text.
fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| told("it", panic))
}
