//! The answer to a request: there at once, or on its way.

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::departure::Departure;
use crate::{BoxFuture, Response};

/// The answer to a request: there at once, or on its way. It cannot fail.
///
/// A route whose arguments need no waiting is answered in the call itself: no future is made for it. One that is dropped
/// on its way ends there, or goes on by itself as a task of tokio: as `on_disconnect` says for the route.
#[must_use = "futures do nothing unless polled"]
pub struct Answer(Progress);

enum Progress {
    Ready(Option<Response>),
    Pending(BoxFuture<'static, Response>, Departure),
}

impl Answer {
    pub(crate) fn ready(response: Response) -> Self {
        Answer(Progress::Ready(Some(response)))
    }

    pub(crate) fn pending(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer::unless_gone(Departure::default(), future)
    }

    /// With what is done when it is dropped on its way: the client is gone.
    pub(super) fn unless_gone(departure: Departure, future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer(Progress::Pending(Box::pin(future), departure))
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Progress::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending, // it has been taken: nobody polls again
            },
            Progress::Pending(future, departure) => {
                departure.has_begun = true;
                let response = ready!(future.as_mut().poll(task));
                self.0 = Progress::Ready(None);
                Poll::Ready(Ok(response))
            }
        }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // What has panicked does not go on.
        if let Progress::Pending(future, departure) = std::mem::replace(&mut self.0, Progress::Ready(None))
            && !std::thread::panicking()
        {
            departure.happen(future);
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
