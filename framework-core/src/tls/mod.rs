//! TLS of a listener: its certificates, and whose certificates it asks for.

mod by_name;
mod configuration;
mod pem;

use std::{fmt, path::PathBuf, sync::Arc};

use rustls::ServerConfig;

use crate::config::HttpSettings;
pub(crate) use pem::FileStamp;
use pem::Pem;

/// What a listener needs for TLS: certificates with their keys, and whom it asks for one.
///
/// TLS 1.2 and 1.3, with the algorithms that rustls takes for safe. Nothing is read before the listener is opened: what
/// is wrong then is a [`StartProblem::Tls`](crate::StartProblem::Tls), all of it at once. Files that change are read
/// anew within a few seconds, for connections that begin then; where they cannot be used, the old ones stay in force and
/// the log says so.
///
/// ```no_run
/// # use framework_core as framework;
/// use framework::{App, ClientAuthorities, Tls};
///
/// fn main() -> framework::Result<()> {
///     let tls = Tls::from_pem_files("shop.example.pem", "shop.example.key")
///         .and_pem_files("shop.test.pem", "shop.test.key") // for whoever asks for a name that it is good for
///         .request_client_certificates(ClientAuthorities::from_pem_file("staff.pem"));
///     App::new().listen_tls("0.0.0.0:443", tls).run()
/// }
/// ```
#[derive(Debug, Clone)]
#[must_use = "it secures a listener"]
pub struct Tls {
    /// The first is for whoever asks for no name, or for one that none is good for.
    pairs: Vec<Pair>,
    /// In place of all else.
    config: Option<Arc<ServerConfig>>,
    min_version: Option<TlsVersion>,
    clients: Option<Clients>,
}

/// A certificate, with those that vouch for it behind it, and its key.
#[derive(Debug, Clone)]
struct Pair {
    certificate: Pem,
    key: Pem,
}

#[derive(Debug, Clone)]
struct Clients {
    authorities: ClientAuthorities,
    are_required: bool,
}

/// A version of TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2 (RFC 5246).
    V1_2,
    /// TLS 1.3 (RFC 8446).
    V1_3,
}

/// The authorities whose certificates of clients are accepted, as PEM.
#[derive(Debug, Clone)]
pub struct ClientAuthorities(Pem);

impl ClientAuthorities {
    /// Those of a file, which is read anew when it changes.
    #[must_use]
    pub fn from_pem_file(path: impl Into<PathBuf>) -> Self {
        ClientAuthorities(Pem::File(path.into()))
    }

    /// Those of these bytes.
    #[must_use]
    pub fn from_pem_bytes(pem: impl Into<Vec<u8>>) -> Self {
        ClientAuthorities(Pem::bytes("the authorities", pem))
    }
}

impl Tls {
    /// A certificate and its key, from files. The certificate stands first in its file, then those that vouch for it, up
    /// to one that visitors know. Both may be in one file.
    pub fn from_pem_files(certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Tls::nothing().and_pem_files(certificate, key)
    }

    /// The same, from bytes.
    pub fn from_pem_bytes(certificate: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        Tls::nothing().and_pem_bytes(certificate, key)
    }

    /// A whole configuration of rustls, for what is not here: certificates on hardware, revocation lists, tickets that
    /// several servers share. Versions and client certificates are then the configuration's; the protocols that it offers
    /// (ALPN) are replaced by those that are spoken.
    ///
    /// `framework::rustls` is the version that it must be of; another one may come with a minor version of this crate.
    pub fn from_config(config: impl Into<Arc<ServerConfig>>) -> Self {
        Tls { config: Some(config.into()), ..Tls::nothing() }
    }

    /// Another certificate, for whoever asks for a name that it is good for (SNI). Of several that are good for a name
    /// the first counts whose kind of key the client knows; for any other name, those of the first call.
    pub fn and_pem_files(self, certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        self.and(Pair::files(certificate, key))
    }

    /// The same, from bytes.
    pub fn and_pem_bytes(self, certificate: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.and(Pair::bytes(certificate, key))
    }

    /// Speaks no older version.
    pub fn min_version(mut self, version: TlsVersion) -> Self {
        self.min_version = Some(version);
        self
    }

    /// Asks clients for a certificate of one of these authorities. Who has none is served all the same; who shows one
    /// that does not count is not. A handler takes a [`ClientCertificate`](crate::ClientCertificate), or an `Option` of one.
    pub fn request_client_certificates(self, authorities: ClientAuthorities) -> Self {
        self.ask(authorities, false)
    }

    /// The same, and serves nobody without one.
    pub fn require_client_certificates(self, authorities: ClientAuthorities) -> Self {
        self.ask(authorities, true)
    }

    /// What the settings name. One of the two alone is a problem of the other, when it is read.
    pub(crate) fn configured(settings: &HttpSettings) -> Option<Self> {
        let HttpSettings { tls_certificate, tls_key, .. } = settings;
        let missing = |setting| Pem::Missing(setting);
        (tls_certificate.is_some() || tls_key.is_some()).then(|| {
            let certificate = tls_certificate.clone().map_or_else(|| missing("http.tls_certificate"), Pem::File);
            let key = tls_key.clone().map_or_else(|| missing("http.tls_key"), Pem::File);
            Tls::nothing().and(Pair { certificate, key })
        })
    }

    fn nothing() -> Self {
        Tls { pairs: Vec::new(), config: None, min_version: None, clients: None }
    }

    fn and(mut self, pair: Pair) -> Self {
        self.pairs.push(pair);
        self
    }

    fn ask(mut self, authorities: ClientAuthorities, are_required: bool) -> Self {
        self.clients = Some(Clients { authorities, are_required });
        self
    }

    /// The state of each file that it is made of.
    pub(crate) fn stamps(&self) -> Vec<FileStamp> {
        let clients = self.clients.iter().map(|clients| &clients.authorities.0);
        let pairs = self.pairs.iter().flat_map(|pair| [&pair.certificate, &pair.key]);
        pairs.chain(clients).filter_map(Pem::stamp).collect()
    }
}

impl Pair {
    fn files(certificate: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        Pair { certificate: Pem::File(certificate.into()), key: Pem::File(key.into()) }
    }

    fn bytes(certificate: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        Pair { certificate: Pem::bytes("the certificate", certificate), key: Pem::bytes("the key", key) }
    }
}

/// Why TLS is not to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TlsProblem {
    /// The file, or what the program has given.
    pub(crate) of: String,
    pub(crate) reason: String,
}

impl fmt::Display for TlsProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.of, self.reason)
    }
}
