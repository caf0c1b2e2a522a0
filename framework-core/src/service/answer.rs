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
    pub(crate) fn watched(mut self, watch: &Arc<Watch>) -> Self {
        match &mut self.progress {
            Progress::Ready(Some(response)) => hand_over(response, watch),
            _ => self.watch = Some(Arc::clone(watch)),
        }
        self
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
            Progress::Pending(future) => {
                let mut response = ready!(future.as_mut().poll(task));
                if let Some(watch) = &self.watch {
                    hand_over(&mut response, watch);
                }
                Poll::Ready(Ok(response))
            }
        }
    }
}

/// The request has ended, unless its answer is made while it is sent.
fn hand_over(response: &mut Response, watch: &Arc<Watch>) {
    if watch.order() != Order::Serve {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if response.body().is_stream() {
        let body = std::mem::take(response.body_mut());
        *response.body_mut() = body.ending(Ending(Arc::clone(watch)));
    } else {
        watch.request_ends();
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}
