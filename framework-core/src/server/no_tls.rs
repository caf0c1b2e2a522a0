//! Without the feature `tls` no listener has any.

use std::sync::Arc;

use crate::{config::HttpSettings, listener::Listener, start_error::StartProblem};

/// Never made.
#[derive(Debug)]
pub(super) enum Security {}

impl Security {
    pub(super) fn of(_: &Listener, _: &str, _: &HttpSettings) -> Result<Option<Arc<Self>>, Vec<StartProblem>> {
        Ok(None)
    }

    pub(super) fn watch_files(self: &Arc<Self>) {
        match **self {}
    }
}
