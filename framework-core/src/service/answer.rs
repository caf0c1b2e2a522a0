//! The answer to a request: there at once, or on its way.

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use http::{HeaderValue, StatusCode, header};

use super::departure::Departure;
use crate::{
    Body, BoxFuture, Response,
    takeover::{Handover, ends_with_listener},
    watch::{Order, Sending, Watch},
};

/// The answer to a request: there at once, or on its way. It cannot fail.
///
/// A route whose arguments need no waiting is answered in the call itself: no future is made for it. One that is dropped
/// on its way ends there, or goes on by itself as a task of tokio: as `on_disconnect` says for the route.
#[must_use = "futures do nothing unless polled"]
pub struct Answer {
    progress: Progress,
    /// The connection that it goes to.
    watch: Option<Arc<Watch>>,
}

enum Progress {
    Ready(Option<Response>),
    Pending(Pending),
}

/// An answer that is on its way; dropped there, it ends or goes on by itself.
struct Pending {
    /// None once it is there.
    future: Option<BoxFuture<'static, Response>>,
    departure: Departure,
}

impl Answer {
    /// None yet.
    #[inline]
    pub(super) fn none() -> Self {
        Answer { progress: Progress::Ready(None), watch: None }
    }

    /// What is known at once, in its place.
    #[inline]
    pub(super) fn insert(&mut self, response: Response) -> &mut Response {
        self.progress = Progress::Ready(Some(response));
        match &mut self.progress {
            Progress::Ready(Some(response)) => response,
            _ => unreachable!("set above"),
        }
    }

    pub(crate) fn ready(response: Response) -> Self {
        Answer { progress: Progress::Ready(Some(response)), watch: None }
    }

    pub(crate) fn pending(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer::unless_gone(Departure::default(), future)
    }

    /// With what is done when it is dropped on its way: the client is gone.
    pub(super) fn unless_gone(departure: Departure, future: impl Future<Output = Response> + Send + 'static) -> Self {
        let pending = Pending { future: Some(Box::pin(future)), departure };
        Answer { progress: Progress::Pending(pending), watch: None }
    }

    /// Tells a connection when the request has ended, and the response whether it was the last.
    #[inline]
    pub(crate) fn watch(&mut self, watch: &Arc<Watch>) {
        match &mut self.progress {
            Progress::Ready(Some(response)) => hand_over(response, watch),
            _ => self.watch = Some(Arc::clone(watch)),
        }
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.progress {
            Progress::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending, // it has been taken: nobody polls again
            },
            Progress::Pending(Pending { future, departure }) => {
                let Some(begun) = future else { return Poll::Pending };
                departure.has_begun = true;
                let mut response = ready!(begun.as_mut().poll(task));
                *future = None;
                if let Some(watch) = &self.watch {
                    hand_over(&mut response, watch);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // What has panicked does not go on.
        if !std::thread::panicking()
            && let Some(future) = self.future.take()
        {
            std::mem::take(&mut self.departure).happen(future);
        }
    }
}

/// The request has ended, unless its answer is made while it is sent.
fn hand_over(response: &mut Response, watch: &Arc<Watch>) {
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        return switch(response, watch);
    }
    if watch.order() != Order::Serve {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if response.body().is_stream() {
        ends_with_listener(response, watch.siblings());
        let body = std::mem::take(response.body_mut());
        *response.body_mut() = body.sent(Sending::new(watch));
    } else {
        watch.request_ends();
    }
}

/// The connection is the handler's, once the answer is sent.
#[cold]
fn switch(response: &mut Response, watch: &Arc<Watch>) {
    *response.body_mut() = Body::empty();
    if let Some(takeover) = response.extensions_mut().remove::<Handover>().and_then(|handover| handover.take()) {
        watch.hand_over(takeover);
    }
    watch.request_ends();
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
