//! The answer to a request: there at once, or on its way.

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use http::{HeaderValue, header};

use crate::{
    BoxFuture, Response,
    watch::{Ending, Order, Watch},
};

/// The answer to a request: there at once, or on its way. It cannot fail.
///
/// A route whose arguments need no waiting is answered in the call itself: no future is made for it.
#[must_use = "futures do nothing unless polled"]
pub struct Answer {
    progress: Progress,
    /// The connection that it goes to.
    watch: Option<Arc<Watch>>,
}

enum Progress {
    Ready(Option<Response>),
    Pending(BoxFuture<'static, Response>),
}

impl Answer {
    pub(crate) fn ready(response: Response) -> Self {
        Answer { progress: Progress::Ready(Some(response)), watch: None }
    }

    pub(crate) fn pending(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer { progress: Progress::Pending(Box::pin(future)), watch: None }
    }

    /// The same for a connection: it is told when the request has ended, and tells whether it was the last.
    pub(crate) fn watched(self, watch: &Arc<Watch>) -> Self {
        match self.progress {
            Progress::Ready(Some(response)) => Answer::ready(handed_over(response, watch)),
            progress => Answer { progress, watch: Some(Arc::clone(watch)) },
        }
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Self::Output> {
        let response = match &mut self.progress {
            Progress::Ready(response) => match response.take() {
                Some(response) => response,
                None => return Poll::Pending, // it has been taken: nobody polls again
            },
            Progress::Pending(future) => ready!(future.as_mut().poll(task)),
        };
        Poll::Ready(Ok(match &self.watch {
            Some(watch) => handed_over(response, watch),
            None => response,
        }))
    }
}

/// The request has ended, unless its answer is made while it is sent.
fn handed_over(mut response: Response, watch: &Arc<Watch>) -> Response {
    if watch.order() != Order::Serve {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if response.body().is_stream() {
        return response.map(|body| body.ending(Ending(Arc::clone(watch))));
    }
    watch.request_ends();
    response
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
