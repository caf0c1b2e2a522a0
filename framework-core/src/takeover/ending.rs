//! The end of an answer that would go on for ever, once its listener is to stop.

use std::{
    fmt,
    sync::{Arc, OnceLock},
    task::Context as TaskContext,
};

use super::{Sockets, StopToken};
use crate::{BoxFuture, Response};

/// Ends an answer that would go on for ever: half of it is among the extensions of the response, until a connection takes
/// it over. Where none does, as in a test, it never ends.
#[derive(Default)]
pub(crate) struct Ending {
    listener: AwaitsListener,
    /// Made when the answer first waits.
    stopped: Option<BoxFuture<'static, ()>>,
}

/// Who tells it.
#[derive(Debug, Clone, Default)]
struct AwaitsListener(Arc<OnceLock<StopToken>>);

impl Ending {
    /// Of the body of a response.
    pub(crate) fn of(response: &mut Response) -> Self {
        let ending = Ending::default();
        response.extensions_mut().insert(ending.listener.clone());
        ending
    }

    /// Whether it is to end, for an answer that waits: otherwise it is polled again when it is.
    pub(crate) fn is_due(&mut self, task: &mut TaskContext<'_>) -> bool {
        let Some(stop) = self.listener.0.get() else { return false };
        let stopped = self.stopped.get_or_insert_with(|| {
            let stop = stop.clone();
            Box::pin(async move { stop.cancelled().await })
        });
        stopped.as_mut().poll(task).is_ready()
    }
}

/// A response that is made while it is sent goes to a connection of this listener.
pub(crate) fn ends_with_listener(response: &mut Response, sockets: Option<&Sockets>) {
    if let (Some(ending), Some(sockets)) = (response.extensions_mut().remove::<AwaitsListener>(), sockets) {
        let _the_first_counts = ending.0.set(StopToken::of(sockets, None));
    }
}

impl fmt::Debug for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ending").field("listener", &self.listener).finish_non_exhaustive()
    }
}
