//! Who has sent a request: the other end of the connection, or whom a trusted proxy tells of.

use std::{net::SocketAddr, sync::Arc};

/// Who has sent a request, and how it has reached the first server that is ours.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sender {
    /// None where there is no connection.
    pub(crate) peer: Option<SocketAddr>,
    /// What trusted proxies tell besides; most requests come without.
    pub(crate) told: Option<Arc<Told>>,
}

/// What trusted proxies tell of a request, besides who has sent it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Whether it has reached the first of them over TLS.
    pub(crate) is_secure: bool,
    /// The host that was asked.
    pub(crate) host: Option<String>,
}

impl Sender {
    /// The other end of the connection.
    pub(crate) fn of(peer: Option<SocketAddr>) -> Self {
        Sender { peer, told: None }
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.is_secure)
    }

    pub(crate) fn host(&self) -> Option<&str> {
        self.told.as_ref()?.host.as_deref()
    }
}
