//! Whether the client that waits for the answer is still there.

use std::future::pending;

use tokio::sync::watch;

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::schema::Description;

/// Tells a handler that its client has gone away before the answer: an argument of a handler.
///
/// It is for handlers that run to their end although nobody waits any more: those of unsafe methods, those with
/// `on_disconnect = "finish"`, those that are `#[blocking]`, and tasks that a handler has spawned. A request
/// that has its answer is never told, nor is one of a test.
///
/// ```
/// # use framework_core as framework;
/// use framework::Disconnected;
///
/// // #[post_mapping("/import")] #[blocking]
/// fn import(lines: Vec<String>, client: Disconnected) -> usize {
///     lines.iter().take_while(|_| !client.is_disconnected()).count()
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Disconnected(Option<watch::Receiver<bool>>);

impl Disconnected {
    /// One that says so when `true` is sent.
    pub(crate) fn token() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Disconnected(Some(receiver)))
    }

    /// Whether the client has gone.
    #[must_use]
    pub fn is_disconnected(&self) -> bool {
        self.0.as_ref().is_some_and(|gone| *gone.borrow())
    }

    /// Waits until the client goes; for ever, when it has its answer first.
    pub async fn disconnected(&self) {
        if let Some(gone) = &self.0 {
            let has_gone = gone.clone().wait_for(|gone| *gone).await.is_ok();
            if has_gone {
                return;
            }
        }
        pending().await
    }
}

impl FromRequest<'_> for Disconnected {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::DISCONNECTED;

    fn from_request(loaded: &Loaded, _: &'static Parameter) -> Result<Self, ParameterError> {
        Ok(loaded.head().extensions().get().cloned().unwrap_or_default())
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}
