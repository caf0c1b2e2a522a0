//! A debug build tells which handler holds a thread that others wait for.

use std::time::{Duration, Instant};

use crate::request::RouteInfo;

/// The longest that a handler may hold its thread unremarked.
const LONGEST: Duration = Duration::from_millis(100);

/// Watches over one call of a handler, and tells once.
pub(super) struct Watch {
    route: &'static RouteInfo,
    told: bool,
}

impl Watch {
    pub(super) fn over(route: &'static RouteInfo) -> Self {
        Watch { route, told: false }
    }

    /// Runs a piece of the handler. A release build does nothing else.
    pub(super) fn during<T>(&mut self, run: impl FnOnce() -> T) -> T {
        if !cfg!(debug_assertions) {
            return run();
        }
        let begun = Instant::now();
        let given = run();
        let held = begun.elapsed();
        if held > LONGEST && !std::mem::replace(&mut self.told, true) {
            let RouteInfo { function, file, line, .. } = self.route;
            let held = held.as_millis();
            tracing::warn!(target: "framework", "handler {function} ({file}:{line}) held a thread that serves requests for {held} ms; a function that blocks is marked `#[blocking]`");
        }
        given
    }
}
