//! Makes what rustls needs of what the program has named.

use std::sync::Arc;

use rustls::{
    Error, InconsistentKeys, RootCertStore, ServerConfig, SupportedProtocolVersion,
    crypto::{CryptoProvider, ring},
    server::{WebPkiClientVerifier, danger::ClientCertVerifier},
    sign::CertifiedKey,
    version::{TLS12, TLS13},
};

use super::{Clients, Pair, Tls, TlsProblem, TlsVersion, by_name::ByName};

static FROM_1_2: &[&SupportedProtocolVersion] = &[&TLS13, &TLS12];
static FROM_1_3: &[&SupportedProtocolVersion] = &[&TLS13];

impl Tls {
    /// Reads everything and makes the configuration of a listener, which offers these protocols.
    pub(crate) fn configure(&self, protocols: &[Vec<u8>]) -> Result<ServerConfig, Vec<TlsProblem>> {
        let has_more = !self.pairs.is_empty() || self.min_version.is_some() || self.clients.is_some();
        let mut config = match &self.config {
            Some(_) if has_more => return Err(vec![fixed()]),
            Some(config) => (**config).clone(),
            None => self.assembled()?,
        };
        config.alpn_protocols = protocols.to_vec();
        Ok(config)
    }

    fn assembled(&self) -> Result<ServerConfig, Vec<TlsProblem>> {
        // The program may have others: none is taken that happens to be installed.
        let provider = Arc::new(ring::default_provider());
        let (mut keys, mut problems) = (Vec::new(), Vec::new());
        for pair in &self.pairs {
            match pair.read(&provider) {
                Ok(key) => keys.push(key),
                Err(wrong) => problems.extend(wrong),
            }
        }
        let verifier = self.clients.as_ref().map(|clients| clients.verifier(&provider)).transpose();
        let verifier = verifier.map_err(|wrong| problems.push(wrong)).ok().flatten();
        if !problems.is_empty() {
            return Err(problems);
        }
        let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(self.versions());
        let config = config.map_err(|error| vec![unusable(&error)])?;
        let config = match verifier {
            Some(verifier) => config.with_client_cert_verifier(verifier),
            None => config.with_no_client_auth(),
        };
        let mut config = config.with_cert_resolver(Arc::new(ByName::new(keys)));
        // All that is offered is safe; the server knows best what it is quick at.
        config.ignore_client_order = true;
        // Visitors who come again keep what they need for it themselves, encrypted by a key that changes.
        config.ticketer = ring::Ticketer::new().map_err(|error| vec![unusable(&error)])?;
        Ok(config)
    }

    fn versions(&self) -> &'static [&'static SupportedProtocolVersion] {
        match self.min_version {
            Some(TlsVersion::V1_3) => FROM_1_3,
            Some(TlsVersion::V1_2) | None => FROM_1_2,
        }
    }
}

impl Pair {
    fn read(&self, provider: &CryptoProvider) -> Result<CertifiedKey, Vec<TlsProblem>> {
        let (chain, key) = match (self.certificate.certificates(), self.key.key()) {
            (Ok(chain), Ok(key)) => (chain, key),
            (chain, key) => return Err(chain.err().into_iter().chain(key.err()).collect()),
        };
        let unusable = |error| vec![self.key.problem(format!("holds a key that cannot be used: {error}"))];
        let key = provider.key_provider.load_private_key(key).map_err(unusable)?;
        let key = CertifiedKey::new(chain, key);
        match key.keys_match() {
            Ok(()) | Err(Error::InconsistentKeys(InconsistentKeys::Unknown)) => Ok(key),
            Err(Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => {
                Err(vec![self.key.problem(format!("is not the key of the certificate in {}", self.certificate))])
            }
            Err(error) => {
                Err(vec![self.certificate.problem(format!("holds a certificate that cannot be used: {error}"))])
            }
        }
    }
}

impl Clients {
    fn verifier(&self, provider: &Arc<CryptoProvider>) -> Result<Arc<dyn ClientCertVerifier>, TlsProblem> {
        let pem = &self.authorities.0;
        let wrong =
            |error: &dyn std::fmt::Display| pem.problem(format!("holds an authority that cannot be used: {error}"));
        let mut roots = RootCertStore::empty();
        for certificate in pem.certificates()? {
            roots.add(certificate).map_err(|error| wrong(&error))?;
        }
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider));
        let verifier = if self.are_required { verifier } else { verifier.allow_unauthenticated() };
        verifier.build().map_err(|error| wrong(&error))
    }
}

/// They are part of a configuration from its beginning.
fn fixed() -> TlsProblem {
    TlsProblem {
        of: "`Tls::from_config`".to_owned(),
        reason: "takes a configuration as it is; set certificates, versions and authorities in it".to_owned(),
    }
}

fn unusable(error: &Error) -> TlsProblem {
    TlsProblem { of: "rustls".to_owned(), reason: format!("cannot be set up: {error}") }
}
