//! A panic in somebody else's code ends one request, not the connection.

use std::{
    any::Any,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

/// What a panic carried.
pub(crate) type Panic = Box<dyn Any + Send>;

/// Runs a future; a panic in it is a value.
pub(crate) async fn caught<F: Future>(future: F) -> Result<F::Output, Panic> {
    let mut future = pin!(future);
    poll_fn(|task| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(task))) {
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

/// Who panicked, and with which words.
#[cold]
pub(crate) fn told(who: &str, panic: Panic) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let told = format!("{who} panicked: {}", text.unwrap_or("not with a text"));
    forget(panic);
    told
}

/// Drops what somebody else's code left; that may panic.
pub(crate) fn forget(left: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(left))) {
        std::mem::forget(again); // two are enough
    }
}
