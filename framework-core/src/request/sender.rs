//! Who has sent a request: the other end of the connection, or whom a trusted proxy tells of.

use std::{net::SocketAddr, sync::Arc};

#[cfg(feature = "tls")]
use super::ClientCertificate;

/// Who has sent a request, and how it has reached the first server that is ours.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sender {
    pub(crate) peer: Peer,
    /// What is known besides; of most requests without TLS there is nothing.
    pub(crate) known: Option<Arc<Known>>,
}

/// Where a request comes from, as far as that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Peer {
    /// There is no connection.
    #[default]
    Nobody,
    /// Somebody at a unix socket.
    Unix,
    /// An address.
    Address(SocketAddr),
}

impl Peer {
    pub(crate) fn address(self) -> Option<SocketAddr> {
        match self {
            Peer::Address(address) => Some(address),
            Peer::Nobody | Peer::Unix => None,
        }
    }
}

/// What is known of a request's sender besides the address: of the connection, or told by trusted proxies.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Whether the request has reached the first server that is ours over TLS.
    pub(crate) is_secure: bool,
    /// The host that was asked, as a proxy tells it.
    pub(crate) host: Option<String>,
    /// What the other end of the connection has shown of itself.
    #[cfg(feature = "tls")]
    pub(crate) certificate: Option<ClientCertificate>,
}

impl Sender {
    /// The other end of a connection in clear; without an address it is one of a unix socket.
    pub(crate) fn of(peer: Option<SocketAddr>) -> Self {
        Sender { peer: peer.map_or(Peer::Unix, Peer::Address), known: None }
    }

    /// The other end of a connection with TLS.
    #[cfg(feature = "tls")]
    pub(crate) fn on_tls(peer: Option<SocketAddr>, certificate: Option<ClientCertificate>) -> Self {
        Sender { known: Some(Arc::new(Known { is_secure: true, host: None, certificate })), ..Sender::of(peer) }
    }

    /// The same over TLS, as far as a test says so.
    pub(crate) fn secured(self) -> Self {
        Sender { known: Some(Arc::new(Known { is_secure: true, ..Known::default() })), ..self }
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.is_secure)
    }

    pub(crate) fn host(&self) -> Option<&str> {
        self.known.as_ref()?.host.as_deref()
    }

    #[cfg(feature = "tls")]
    pub(crate) fn certificate(&self) -> Option<&ClientCertificate> {
        self.known.as_ref()?.certificate.as_ref()
    }
}
