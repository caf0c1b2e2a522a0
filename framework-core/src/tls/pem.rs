//! Certificates and keys as PEM (RFC 7468).

use std::{fmt, path::PathBuf, sync::Arc, time::SystemTime};

use rustls::pki_types::{
    CertificateDer, PrivateKeyDer,
    pem::{Error, PemObject},
};

use super::TlsProblem;

/// Where PEM is read from.
#[derive(Clone)]
pub(super) enum Pem {
    File(PathBuf),
    /// With what it is to be.
    Bytes(&'static str, Arc<[u8]>),
    /// A setting that names no file, beside one that does.
    Missing(&'static str),
}

/// When a file was written, and how long it is; none where there is no such file.
pub(crate) type FileStamp = Option<(SystemTime, u64)>;

impl Pem {
    pub(super) fn bytes(what: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Pem::Bytes(what, bytes.into().into())
    }

    /// None where there is no file to be looked at.
    pub(super) fn stamp(&self) -> Option<FileStamp> {
        let Pem::File(path) = self else { return None };
        let metadata = std::fs::metadata(path).ok();
        Some(metadata.and_then(|metadata| Some((metadata.modified().ok()?, metadata.len()))))
    }

    /// All certificates that stand there, at least one.
    pub(super) fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, TlsProblem> {
        let pem = self.read()?;
        let certificates = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
        match certificates.map_err(|error| self.problem(broken(&error)))? {
            none if none.is_empty() => Err(self.problem(no_certificate(&pem))),
            certificates => Ok(certificates),
        }
    }

    /// The first key that stands there.
    pub(super) fn key(&self) -> Result<PrivateKeyDer<'static>, TlsProblem> {
        let pem = self.read()?;
        PrivateKeyDer::from_pem_slice(&pem).map_err(|error| match error {
            Error::NoItemsFound => self.problem(no_key(&pem)),
            error => self.problem(broken(&error)),
        })
    }

    fn read(&self) -> Result<Vec<u8>, TlsProblem> {
        match self {
            Pem::File(path) => std::fs::read(path).map_err(|error| self.problem(format!("cannot be read: {error}"))),
            Pem::Bytes(_, bytes) => Ok(bytes.to_vec()),
            Pem::Missing(_) => Err(self.problem("names no file, and the certificate and its key are needed both")),
        }
    }

    pub(super) fn problem(&self, reason: impl Into<String>) -> TlsProblem {
        TlsProblem { of: self.to_string(), reason: reason.into() }
    }
}

fn broken(error: &Error) -> String {
    let what = match error {
        Error::MissingSectionEnd { .. } => "a section has no end",
        Error::IllegalSectionStart { .. } => "a section begins with a line that is none of PEM",
        Error::Base64Decode(_) => "a section is no Base64",
        error => return format!("is no PEM: {error}"),
    };
    format!("is no PEM: {what}")
}

fn no_certificate(pem: &[u8]) -> &'static str {
    if contains(pem, b"PRIVATE KEY-----") {
        "holds a key and no certificate; are the two swapped?"
    } else {
        "holds no certificate; one begins with `-----BEGIN CERTIFICATE-----`"
    }
}

fn no_key(pem: &[u8]) -> &'static str {
    if contains(pem, b"-----BEGIN ENCRYPTED PRIVATE KEY-----") {
        "holds a key that is encrypted; `openssl pkey -in FILE -out FILE` writes it in clear"
    } else if contains(pem, b"-----BEGIN CERTIFICATE-----") {
        "holds a certificate and no key; are the two swapped?"
    } else {
        "holds no key; one begins with `-----BEGIN PRIVATE KEY-----`"
    }
}

fn contains(pem: &[u8], text: &[u8]) -> bool {
    pem.windows(text.len()).any(|window| window == text)
}

/// As a problem names it.
impl fmt::Display for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pem::File(path) => write!(f, "`{}`", path.display()),
            Pem::Bytes(what, _) => f.write_str(what),
            Pem::Missing(setting) => write!(f, "the setting `{setting}`"),
        }
    }
}

/// Without the bytes: they may be a key.
impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
