//! The certificate of a client.

use std::{fmt, sync::Arc};

use rustls::pki_types::CertificateDer;
use webpki::EndEntityCert;

/// The certificate that the client has shown in the TLS handshake: an argument of a handler.
///
/// A listener asks for it where its [`Tls`](crate::Tls) has authorities, and it counts only where one of them vouches for
/// it: one that is forged or out of date ends the handshake. Without one the request is refused with 400, and
/// `Option<ClientCertificate>` is `None`. Behind a proxy it is the proxy's. Clones are the same one.
///
/// ```
/// # use framework_core as framework;
/// use framework::ClientCertificate;
///
/// // #[get_mapping("/whoami")]
/// fn whoami(certificate: ClientCertificate) -> String {
///     certificate.common_name().unwrap_or_else(|| "somebody".to_owned())
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// Its own first; never empty.
    chain: Arc<[CertificateDer<'static>]>,
}

impl ClientCertificate {
    /// One of these bytes, DER (X.509): for tests of functions that take it.
    #[must_use]
    pub fn from_der(der: impl Into<Vec<u8>>) -> Self {
        ClientCertificate { chain: [CertificateDer::from(der.into())].into() }
    }

    /// Those that a client has shown; none where there is none.
    pub(crate) fn shown(chain: &[CertificateDer<'_>]) -> Option<Self> {
        let chain: Arc<[_]> = chain.iter().map(|der| der.clone().into_owned()).collect();
        (!chain.is_empty()).then_some(ClientCertificate { chain })
    }

    /// Its bytes, DER (X.509). What is not here, such as the time until which it is good, a parser of X.509 tells.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        self.chain.first().map_or(&[], |own| own)
    }

    /// The bytes of all certificates that the client has sent, its own first.
    pub fn chain(&self) -> impl Iterator<Item = &[u8]> {
        self.chain.iter().map(|der| &**der)
    }

    /// The common name of its subject, where that is UTF-8; of several the last, which says most. The authority vouches
    /// for it, and two authorities may give the same one.
    #[must_use]
    pub fn common_name(&self) -> Option<String> {
        common_name(&self.subject()?)
    }

    /// The domain names that it is good for (its subject alternative names).
    #[must_use]
    pub fn dns_names(&self) -> Vec<&str> {
        self.parsed().map(|parsed| parsed.valid_dns_names().collect()).unwrap_or_default()
    }

    /// Its subject as it stands in it: the content of a DER `Name` (RFC 5280, section 4.1.2.6).
    #[must_use]
    pub fn subject(&self) -> Option<Vec<u8>> {
        self.parsed().map(|parsed| parsed.subject().to_vec())
    }

    fn parsed(&self) -> Option<EndEntityCert<'_>> {
        EndEntityCert::try_from(self.chain.first()?).ok()
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate").field("common_name", &self.common_name()).finish_non_exhaustive()
    }
}

/// The last common name in the content of a DER `Name`: sets of pairs of an object identifier and a text.
fn common_name(mut name: &[u8]) -> Option<String> {
    const SET: u8 = 0x31;
    const SEQUENCE: u8 = 0x30;
    const IDENTIFIER: u8 = 0x06;
    /// Object identifier 2.5.4.3.
    const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
    /// UTF8String, PrintableString, IA5String: subsets of UTF-8.
    const TEXTS: [u8; 3] = [0x0c, 0x13, 0x16];

    let mut found = None;
    while let Some((SET, mut set, rest)) = element(name) {
        name = rest;
        while let Some((SEQUENCE, pair, rest)) = element(set) {
            set = rest;
            if let Some((IDENTIFIER, COMMON_NAME, value)) = element(pair)
                && let Some((tag, text, _)) = element(value)
                && TEXTS.contains(&tag)
            {
                found = std::str::from_utf8(text).ok().map(str::to_owned);
            }
        }
    }
    found
}

/// The first element of DER: its tag, its content, and what comes after it. Lengths of more than two bytes do not occur
/// in names.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, length], rest) = der.split_first_chunk()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        0x81 => rest.split_first_chunk().map(|([length], rest)| (usize::from(*length), rest))?,
        0x82 => rest.split_first_chunk().map(|(length, rest)| (usize::from(u16::from_be_bytes(*length)), rest))?,
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((tag, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A country and a common name, as `C=SE, CN=måns`.
    const NAME: &[u8] = b"\x31\x0b\x30\x09\x06\x03\x55\x04\x06\x13\x02SE\
                          \x31\x0e\x30\x0c\x06\x03\x55\x04\x03\x0c\x05m\xc3\xa5ns";

    #[test]
    fn a_common_name_is_found() {
        assert_eq!(common_name(NAME).as_deref(), Some("måns"));
        assert_eq!(common_name(&NAME[..13]), None);
        assert_eq!(common_name(b""), None);
        let long = [b"\x31\x81\x87\x30\x81\x84\x06\x03\x55\x04\x03\x13\x7d".as_slice(), &[b'x'; 125]].concat();
        assert_eq!(common_name(&long), Some("x".repeat(125)));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        for end in 0..NAME.len() {
            let _any = common_name(&NAME[..end]);
            for byte in 0..=255 {
                let mut changed = NAME.to_vec();
                changed[end] = byte;
                let _any = common_name(&changed);
            }
        }
        let nothing = ClientCertificate::from_der(*b"no certificate");
        assert_eq!((nothing.common_name(), nothing.subject(), nothing.dns_names().len()), (None, None, 0));
        assert_eq!(nothing.der(), b"no certificate");
    }
}
