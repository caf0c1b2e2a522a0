//! Which certificate a client is shown: one for the name that it asks for.

use std::{collections::HashMap, sync::Arc};

use rustls::{
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use webpki::EndEntityCert;

/// Certificates by the names that they are good for.
#[derive(Debug)]
pub(super) struct ByName {
    all: Vec<Arc<CertifiedKey>>,
    /// In small letters; `*.example.org` is every name with one label more. Names that visitors ask for are looked up
    /// here: no faster hasher.
    by_name: HashMap<String, Vec<Arc<CertifiedKey>>>,
}

impl ByName {
    pub(super) fn new(keys: Vec<CertifiedKey>) -> Self {
        let all: Vec<_> = keys.into_iter().map(Arc::new).collect();
        let mut by_name = HashMap::<_, Vec<_>>::new();
        for key in &all {
            for name in names(key) {
                by_name.entry(name).or_default().push(Arc::clone(key));
            }
        }
        ByName { all, by_name }
    }

    /// Those that are good for a name, unless none is.
    fn of(&self, name: &str) -> Option<&[Arc<CertifiedKey>]> {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let wildcard = || name.split_once('.').map(|(_, rest)| format!("*.{rest}"));
        let found = self.by_name.get(&name).or_else(|| self.by_name.get(&wildcard()?));
        found.map(Vec::as_slice)
    }
}

fn names(key: &CertifiedKey) -> Vec<String> {
    let certificate = key.end_entity_cert().ok().and_then(|der| EndEntityCert::try_from(der).ok());
    let names = certificate.map(|certificate| certificate.valid_dns_names().map(str::to_ascii_lowercase).collect());
    names.unwrap_or_default()
}

impl ResolvesServerCert for ByName {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let fitting = hello.server_name().and_then(|name| self.of(name)).unwrap_or(&self.all);
        let suits = |key: &&Arc<CertifiedKey>| key.key.choose_scheme(hello.signature_schemes()).is_some();
        fitting.iter().find(suits).or(fitting.first()).map(Arc::clone)
    }
}
