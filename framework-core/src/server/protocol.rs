//! A protocol that runs until its connection ends: in turn with others, and to an end in order.

use std::{future::poll_fn, pin::Pin, task::Poll};

use crate::watch::{Order, Watch};

/// A protocol that hyper speaks on a connection.
pub(super) trait Protocol: Future<Output = hyper::Result<()>> {
    /// Lets it end in order: what is under way finishes, nothing new is taken.
    fn end(self: Pin<&mut Self>);
}

/// How often a connection that has something to do goes on before others have their turn.
const MOST_ROUNDS: usize = 16;

/// Runs a protocol until the connection ends, in order from `last` on, at once from [`Order::Cut`] on.
pub(super) async fn until_told(mut protocol: Pin<&mut impl Protocol>, watch: &Watch, last: Order) -> hyper::Result<()> {
    let mut known = None;
    let mut told = false;
    poll_fn(|task| {
        if !known.as_ref().is_some_and(|known| task.waker().will_wake(known)) {
            known = Some(task.waker().clone());
            watch.is_run_by(task.waker());
        }
        let order = watch.order();
        if order >= Order::Cut {
            return Poll::Ready(Ok(()));
        }
        // What has arrived is taken before the connection is told to end.
        let mut progress = protocol.as_mut().poll(task);
        let mut rounds = 0;
        while progress.is_pending() && watch.goes_on() {
            rounds += 1;
            if rounds == MOST_ROUNDS {
                task.waker().wake_by_ref();
                break;
            }
            progress = protocol.as_mut().poll(task);
        }
        if progress.is_ready() || order < last || told {
            return progress;
        }
        told = true;
        protocol.as_mut().end();
        protocol.as_mut().poll(task)
    })
    .await
}
