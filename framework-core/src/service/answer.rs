//! The answer to a request: there at once, or on its way.

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use crate::{BoxFuture, Response};

/// The answer to a request: there at once, or on its way. It cannot fail.
///
/// A route whose arguments need no waiting is answered in the call itself: no future is made for it.
#[must_use = "futures do nothing unless polled"]
pub struct Answer(Progress);

enum Progress {
    Ready(Option<Response>),
    Pending(BoxFuture<'static, Response>),
}

impl Answer {
    pub(crate) fn ready(response: Response) -> Self {
        Answer(Progress::Ready(Some(response)))
    }

    pub(crate) fn pending(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer(Progress::Pending(Box::pin(future)))
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
            Progress::Pending(future) => future.as_mut().poll(task).map(Ok),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
