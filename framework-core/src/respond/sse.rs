//! Server-sent events (WHATWG HTML, section 9.2).

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    task::{Context as TaskContext, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue, header};
use tokio::time::{Sleep, sleep};

use super::{
    IntoEvent, IntoResponse, ok,
    streamed::{Items, named},
};
use crate::{
    Body, BoxError, Event, HttpStatus, Invalid, Response,
    context::Context,
    schema::{Description, Schema},
    takeover::Ending,
};

/// A stream of events, sent as they come: 200, `text/event-stream`, not to be cached nor buffered by proxies.
///
/// After 15 s of silence a comment is sent, which no browser shows and no proxy takes for a dead connection. When
/// the client goes away, the stream is dropped. An error in it, or a panic, is logged and cuts the connection; a
/// browser connects again then, as it does when the stream simply ends, until it is answered 204. To go on where it
/// stopped, give the events an [`id`](crate::Event::id) and read the last one: `#[header] last_event_id: Option<String>`.
///
/// When the server or its listener stops, it ends where it waits for its next event, and the browser connects again. A
/// stream that says goodbye asks for a [`StopToken`](crate::StopToken), and has its last event at hand when that is told.
///
/// A stream outlives the call that made it. A method whose stream keeps nothing of `&self` says so,
/// `-> Sse<impl Stream<Item = Event> + use<>>`, or returns `impl IntoResponse`.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Event, Sse, stream::{self, Stream}};
///
/// // #[get_mapping("/numbers")]
/// fn numbers(/* #[header] */ last_event_id: Option<String>) -> Sse<impl Stream<Item = Event>> {
///     let last: u64 = last_event_id.and_then(|id| id.parse().ok()).unwrap_or(0);
///     Sse::new(stream::unfold(last, async |last| {
///         let next = last + 1;
///         (next <= 10).then(|| (Event::json(&next).id(next.to_string()), next))
///     }))
/// }
/// # numbers(None);
/// ```
pub struct Sse<S> {
    events: Items<Event>,
    keep_alive: Duration,
    /// Its type is told by its stream's alone.
    of: PhantomData<fn() -> S>,
}

impl<S> Sse<S> {
    /// Sends the items of a stream: events, text (as their data), or a `Result` of these.
    #[must_use]
    pub fn new(stream: S) -> Self
    where
        S: StreamOfEvents,
    {
        Sse { events: stream.into_events(), keep_alive: Duration::from_secs(15), of: PhantomData }
    }

    /// After how much silence a comment is sent, 15 s unless set; never, when it is zero.
    #[must_use]
    pub fn keep_alive(mut self, silence: Duration) -> Self {
        self.keep_alive = silence;
        self
    }
}

impl<S> fmt::Debug for Sse<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sse").field("keep_alive", &self.keep_alive).finish_non_exhaustive()
    }
}

/// What is no stream of events is refused where it would become one.
impl<S> IntoResponse for Sse<S> {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        let name = self.events.name;
        let mut response = ok(HeaderValue::from_static("text/event-stream"), Body::empty());
        let ending = Ending::of(&mut response);
        let events = Events { stream: self.events.stream, silence: self.keep_alive, timer: None, ending };
        *response.body_mut() = named(name, events, |event| event);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")); // nginx
        Ok(response)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/event-stream", Schema::new());
    }
}

/// What a [`Sse`] is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no stream",
    label = "not a stream that can be sent",
    note = "a list becomes a stream by `stream::iter(list)`, a function that is asked again and again by `stream::unfold`; `stream::channel` has one of what is sent elsewhere (`use framework::stream;`)"
)]
pub trait StreamOfEvents {
    /// Its events.
    fn into_events(self) -> Items<Event>;
}

impl<S: Stream<Item: IntoEvent> + Send + 'static> StreamOfEvents for S {
    fn into_events(self) -> Items<Event> {
        Items::new(self, IntoEvent::into_event)
    }
}

/// The events as bytes, comments in silence, and the end when the server stops.
struct Events {
    stream: Pin<Box<dyn Stream<Item = Result<Event, BoxError>> + Send>>,
    silence: Duration,
    /// Boxed when the stream first waits.
    timer: Option<Pin<Box<Sleep>>>,
    ending: Ending,
}

impl Stream for Events {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(item) = this.stream.as_mut().poll_next(task) {
            this.restart();
            return Poll::Ready(item.map(|event| event?.written()));
        }
        if this.ending.is_due(task) {
            return Poll::Ready(None);
        }
        if this.silence.is_zero() {
            return Poll::Pending;
        }
        let timer = this.timer.get_or_insert_with(|| Box::pin(sleep(this.silence)));
        if timer.as_mut().poll(task).is_pending() {
            return Poll::Pending;
        }
        this.restart();
        Poll::Ready(Some(Ok(Bytes::from_static(b":\n\n"))))
    }
}

impl Events {
    fn restart(&mut self) {
        if let Some(timer) = &mut self.timer {
            timer.set(sleep(self.silence));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, time::Duration};

    use http_body_util::BodyExt;
    use tokio::time::{Instant, advance};

    use super::*;
    use crate::{
        Event,
        stream::{channel, iter, unfold},
    };

    fn body<S: Stream<Item: IntoEvent> + Send + 'static>(sse: Sse<S>) -> Body {
        sse.into_response(&Context::default()).expect("a response").into_body()
    }

    /// The next piece; `None` is an error or the end.
    async fn next(body: &mut Body) -> Option<String> {
        let data = body.frame().await?.ok()?.into_data().ok()?;
        String::from_utf8(data.into()).ok()
    }

    #[tokio::test]
    async fn events_and_texts_are_items() {
        assert_eq!(next(&mut body(Sse::new(iter(["a"])))).await.as_deref(), Some("data: a\n\n"));
        assert_eq!(next(&mut body(Sse::new(iter([String::from("a")])))).await.as_deref(), Some("data: a\n\n"));
        let fine = [Ok::<_, Infallible>(Event::data("a"))];
        assert_eq!(next(&mut body(Sse::new(iter(fine)))).await.as_deref(), Some("data: a\n\n"));
    }

    #[test]
    fn neither_caches_nor_proxies_keep_it_back() {
        let response = Sse::new(iter(["a"])).into_response(&Context::default()).expect("a response");
        let expected =
            [("content-type", "text/event-stream"), ("cache-control", "no-store"), ("x-accel-buffering", "no")];
        for (name, value) in expected {
            assert_eq!(response.headers()[name], value);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn silence_is_broken_by_comments_counted_from_the_last_event() {
        let (sender, receiver) = channel::<&str>(1);
        let mut body = body(Sse::new(receiver));
        let start = Instant::now();
        assert_eq!(next(&mut body).await.as_deref(), Some(":\n\n"));
        assert_eq!(start.elapsed(), Duration::from_secs(15));
        advance(Duration::from_secs(10)).await;
        sender.send("a").await.expect("open");
        assert_eq!(next(&mut body).await.as_deref(), Some("data: a\n\n"));
        assert_eq!(next(&mut body).await.as_deref(), Some(":\n\n"));
        assert_eq!(start.elapsed(), Duration::from_secs(40));
        drop(sender);
        assert!(body.frame().await.is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn silence_of_any_length_may_be_set() {
        for (silence, heard) in [(Duration::ZERO, false), (Duration::from_secs(1), true), (Duration::MAX, false)] {
            let (_sender, receiver) = channel::<Event>(1);
            let mut body = body(Sse::new(receiver).keep_alive(silence));
            let waited = tokio::time::timeout(Duration::from_secs(3600), next(&mut body)).await;
            assert_eq!(waited.is_ok(), heard, "{silence:?}");
        }
    }

    #[tokio::test]
    async fn the_stream_is_dropped_with_the_body() {
        let (sender, receiver) = channel::<Event>(1);
        drop(body(Sse::new(receiver)));
        sender.closed().await;
    }

    #[tokio::test]
    async fn an_error_is_the_end_of_the_body_and_no_clean_one() {
        let panicking = unfold(0, async |count| match count {
            0 => Some((Event::data("a"), 1)),
            _ => panic!("in the stream"),
        });
        let bodies = [body(Sse::new(iter([Ok("a"), Err("broken")]))), body(Sse::new(panicking))];
        for mut body in bodies {
            assert_eq!(next(&mut body).await.as_deref(), Some("data: a\n\n"));
            assert!(body.frame().await.is_some_and(|frame| frame.is_err()));
            assert!(body.frame().await.is_none());
        }
    }
}
