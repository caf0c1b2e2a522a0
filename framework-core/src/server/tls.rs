//! TLS on the connections of a listener: handshakes, and certificates that are renewed while it runs.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use tokio_rustls::{TlsAcceptor, rustls::ServerConfig};

use super::{stream::Watched, wire::Wire};
use crate::{
    BoxFuture,
    config::HttpSettings,
    listener::Listener,
    request::{ClientCertificate, Sender},
    start_error::StartProblem,
    tls::{FileStamp, Tls, TlsProblem},
};

/// What the connections of a listener are secured with.
#[derive(Debug)]
pub(super) struct Security {
    tls: Tls,
    /// The listener, for the log.
    address: String,
    protocols: Vec<Vec<u8>>,
    in_force: RwLock<Arc<ServerConfig>>,
    files: Mutex<Files>,
}

/// What was seen of the files that certificates come from.
#[derive(Debug)]
struct Files {
    /// When they were last read.
    read: Vec<FileStamp>,
    /// At the last look.
    seen: Vec<FileStamp>,
}

/// A connection after its handshake.
pub(super) struct Secured {
    pub(super) wire: Wire,
    pub(super) sender: Sender,
    #[cfg(feature = "http2")]
    pub(super) is_http2: bool,
}

/// The names of protocols in the handshake (ALPN).
const HTTP_1: &[u8] = b"http/1.1";
#[cfg(feature = "http2")]
const HTTP_2: &[u8] = b"h2";

/// The time between two looks at the files.
const LOOK: Duration = Duration::from_secs(1);

impl Security {
    /// That of a listener, if it has any.
    pub(super) fn of(
        listener: &Listener,
        address: &str,
        settings: &HttpSettings,
    ) -> Result<Option<Arc<Self>>, Vec<StartProblem>> {
        let Some(tls) = listener.tls.clone() else { return Ok(None) };
        let (protocols, address) = (protocols(settings), address.to_owned());
        // Before they are read: what is written meanwhile is seen at the next look.
        let read = tls.stamps();
        match tls.configure(&protocols) {
            Ok(config) => {
                let in_force = RwLock::new(Arc::new(config));
                let files = Mutex::new(Files { seen: read.clone(), read });
                Ok(Some(Arc::new(Security { tls, address, protocols, in_force, files })))
            }
            Err(wrong) => {
                let told = |TlsProblem { of, reason }| StartProblem::Tls { address: address.clone(), of, reason };
                Err(wrong.into_iter().map(told).collect())
            }
        }
    }

    /// Makes a connection secure; none where the other end does not agree.
    pub(super) fn handshake(&self, stream: Watched, peer: Option<SocketAddr>) -> BoxFuture<'static, Option<Secured>> {
        let config = Arc::clone(&self.in_force.read().unwrap_or_else(PoisonError::into_inner));
        Box::pin(async move {
            let stream = TlsAcceptor::from(config).accept(stream).await;
            let told = |error| {
                tracing::debug!(target: "framework", peer = peer.map(tracing::field::display), "no TLS: {error}");
            };
            let stream = stream.map_err(told).ok()?;
            let (_, agreed) = stream.get_ref();
            let certificate = agreed.peer_certificates().and_then(ClientCertificate::shown);
            Some(Secured {
                #[cfg(feature = "http2")]
                is_http2: agreed.alpn_protocol() == Some(HTTP_2),
                sender: Sender::on_tls(peer, certificate),
                wire: Wire::Tls(Box::new(stream)),
            })
        })
    }

    /// Reads certificates anew whenever their files have changed, for as long as the listener takes connections.
    pub(super) fn watch_files(self: &Arc<Self>) {
        if self.tls.stamps().is_empty() {
            return;
        }
        let security = Arc::downgrade(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                let Some(security) = security.upgrade() else { return };
                // A file may be on a disk that takes its time.
                let _never_fails = tokio::task::spawn_blocking(move || security.look()).await;
            }
        });
    }

    /// Reads them if they have changed, and stay so for a look: a certificate and its key are written one after the other.
    fn look(&self) {
        let now = self.tls.stamps();
        {
            let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
            let is_still = std::mem::replace(&mut files.seen, now.clone()) == now;
            if files.read == now || !is_still {
                return;
            }
            files.read = now;
        }
        match self.tls.configure(&self.protocols) {
            Ok(config) => {
                *self.in_force.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(config);
                tracing::info!(target: "framework", "the certificates of {} are renewed", self.address);
            }
            Err(problems) => {
                let problems: Vec<_> = problems.iter().map(TlsProblem::to_string).collect();
                tracing::error!(
                    target: "framework",
                    "the certificates of {} cannot be renewed, and stay as they were: {}", self.address, problems.join("; ")
                );
            }
        }
    }
}

/// What is offered, the best first. What is offered is spoken.
fn protocols(settings: &HttpSettings) -> Vec<Vec<u8>> {
    #[cfg(feature = "http2")]
    if settings.h2 {
        return vec![HTTP_2.to_vec(), HTTP_1.to_vec()];
    }
    let _ = settings;
    vec![HTTP_1.to_vec()]
}
