//! Signals that tell the process to stop.

use std::{pin::pin, sync::atomic::Ordering::Relaxed};

use super::Server;
use crate::start_error::StartError;
#[cfg(unix)]
use crate::start_error::StartProblem;

impl Server {
    /// Serves until the process is told to stop (SIGTERM or SIGINT; Ctrl-C where there are no signals), or until another
    /// clone is [shut down](Server::shutdown): for the end of an `async fn main`.
    ///
    /// Then it stops as [`App::run`](crate::App::run) does: in order, and at once on a second signal.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// use framework::App;
    ///
    /// #[tokio::main]
    /// async fn main() -> framework::Result<()> {
    ///     App::new().start().await?.shutdown_on_signal().await
    /// }
    /// ```
    ///
    /// # Errors
    /// The system does not tell of signals.
    pub async fn shutdown_on_signal(self) -> Result<(), StartError> {
        let mut signals = Signals::new()?;
        self.stop_on(&mut signals).await;
        Ok(())
    }

    /// The same, for signals that are waited for already.
    pub(super) async fn stop_on(self, signals: &mut Signals) {
        let mut begun = pin!(self.0.stopping.notified());
        begun.as_mut().enable();
        if !self.0.application.context.is_stopping.load(Relaxed) {
            tokio::select! {
                () = signals.next() => {
                    tracing::info!(target: "framework", "stopping; a second signal ends at once");
                }
                () = begun => {}
            }
        }
        tokio::select! {
            _report = self.clone().shutdown() => {}
            () = signals.next() => tracing::warn!(target: "framework", "stopped at once"),
        }
    }
}

/// What tells the process to stop.
#[cfg(unix)]
pub(super) struct Signals(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Signals {
    pub(super) fn new() -> Result<Self, StartError> {
        use tokio::signal::unix::{SignalKind, signal};
        let both = || Ok(Signals(signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?));
        both().map_err(|error: std::io::Error| StartError::all([StartProblem::System(error)]))
    }

    pub(super) async fn next(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
}

#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn new() -> Result<Self, StartError> {
        Ok(Signals)
    }

    pub(super) async fn next(&mut self) {
        let _received = tokio::signal::ctrl_c().await;
    }
}
