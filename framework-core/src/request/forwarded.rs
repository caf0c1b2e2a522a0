//! What proxies tell of a request: `Forwarded` (RFC 7239), or `X-Forwarded-For`, `-Proto` and `-Host`.
//!
//! Every proxy adds what it knows on the right, and only what trusted ones have added counts: they are gone through
//! from the right, up to the first address that is none of theirs. What stands further to the left may be anybody's.
//! A value that cannot be read counts as not there: the sender is then whoever is known last, a proxy.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use http::{HeaderMap, HeaderName, header};

use super::{Peer, Sender, host::is_host, sender::Known};
use crate::{Invalid, config::TrustedProxies, invalid::split};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Who has sent a request that came over a connection from `other_end`.
///
/// # Errors
/// 400 where the two families of fields contradict each other. A proxy that writes one of them may hand on the other
/// as a visitor has sent it, and nothing says which of them that is.
pub(crate) fn sender(other_end: &Sender, headers: &HeaderMap, trusted: &TrustedProxies) -> Result<Sender, Invalid> {
    let peer = other_end.peer;
    if !is_trusted(peer, trusted) {
        return Ok(other_end.clone());
    }
    let is_trusted = |address: SocketAddr| trusted.contains(address.ip());
    let origin = match (forwarded(peer, headers, is_trusted), x_forwarded(peer, headers, is_trusted)) {
        (Some(one), Some(other)) => one.and(other).ok_or_else(contradiction)?,
        (Some(origin), None) | (None, Some(origin)) => origin,
        (None, None) => return Ok(other_end.clone()),
    };
    let known = Known {
        // Where the proxy does not tell, what is known is the way from there to here.
        is_secure: origin.is_secure.unwrap_or_else(|| other_end.is_secure()),
        host: origin.host,
        #[cfg(feature = "tls")]
        certificate: other_end.certificate().cloned(),
    };
    let says_something = known.is_secure || known.host.is_some() || other_end.known.is_some();
    Ok(Sender { peer: origin.peer, known: says_something.then(|| Arc::new(known)) })
}

/// Whether the word of the other end of a connection counts.
pub(crate) fn is_trusted(peer: Peer, trusted: &TrustedProxies) -> bool {
    match peer {
        Peer::Address(address) => trusted.contains(address.ip()),
        Peer::Unix => trusted.unix,
        Peer::Nobody => false,
    }
}

#[cold]
fn contradiction() -> Invalid {
    Invalid::bad_request("`Forwarded` and `X-Forwarded-*` contradict each other (setting `http.trusted_proxies`)")
}

/// Where a request comes from, as the outermost trusted proxy tells it.
#[derive(Debug, PartialEq, Eq)]
struct Origin {
    peer: Peer,
    is_secure: Option<bool>,
    host: Option<String>,
}

impl Origin {
    /// What two tell together; none where they contradict each other. A port is told by few.
    fn and(self, other: Origin) -> Option<Origin> {
        let address = |peer: Peer| peer.address().map(|address| address.ip().to_canonical());
        let same_peer = address(self.peer) == address(other.peer);
        let same_scheme = self.is_secure.zip(other.is_secure).is_none_or(|(one, other)| one == other);
        let hosts = self.host.as_deref().zip(other.host.as_deref());
        let same_host = hosts.is_none_or(|(one, other)| one.eq_ignore_ascii_case(other));
        (same_peer && same_scheme && same_host).then(|| Origin {
            peer: self.peer,
            is_secure: self.is_secure.or(other.is_secure),
            host: self.host.or(other.host),
        })
    }
}

/// What `Forwarded` says; none where it is not there or cannot be read.
fn forwarded(peer: Peer, headers: &HeaderMap, is_trusted: impl Fn(SocketAddr) -> bool) -> Option<Origin> {
    let fields = headers.get_all(header::FORWARDED).iter();
    // One quotation mark too few may swallow what a proxy has added behind it, so all of it must be good.
    let elements = fields.flat_map(|field| split(field.as_bytes(), b',')).map(Element::read);
    let elements = elements.collect::<Option<Vec<_>>>()?;
    let mut origin = None;
    let mut peer = peer;
    for Element { address, is_secure, host } in elements.into_iter().rev() {
        peer = address.map_or(peer, Peer::Address);
        origin = Some(Origin { peer, is_secure, host });
        if !address.is_some_and(&is_trusted) {
            break;
        }
    }
    origin
}

/// What one proxy says in `Forwarded` (RFC 7239, section 4).
#[derive(Default)]
struct Element {
    address: Option<SocketAddr>,
    is_secure: Option<bool>,
    host: Option<String>,
}

impl Element {
    fn read(text: &[u8]) -> Option<Self> {
        let mut element = Element::default();
        for pair in split(text, b';').filter(|pair| !pair.is_empty()) {
            let (name, value) = std::str::from_utf8(pair).ok()?.split_once('=')?;
            let value = unquoted(value)?;
            match name.to_ascii_lowercase().as_str() {
                "for" => element.address = address(&value),
                "proto" => element.is_secure = is_secure(&value),
                "host" => element.host = host(&value),
                _ => {} // `by`, and what others have registered
            }
        }
        Some(element)
    }
}

/// The text of a token or of a quoted string (RFC 9110, section 5.6.4).
fn unquoted(text: &str) -> Option<String> {
    let Some(rest) = text.strip_prefix('"') else { return (!text.contains('"')).then(|| text.to_owned()) };
    let mut characters = rest.strip_suffix('"')?.chars();
    let mut plain = String::with_capacity(rest.len());
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(characters.next()?),
            '"' => return None,
            character => plain.push(character),
        }
    }
    Some(plain)
}

/// What the fields beginning with `X-Forwarded` say; none where there are none.
fn x_forwarded(peer: Peer, headers: &HeaderMap, is_trusted: impl Fn(SocketAddr) -> bool) -> Option<Origin> {
    let [addresses, schemes, hosts] = [X_FORWARDED_FOR, X_FORWARDED_PROTO, X_FORWARDED_HOST].map(|name| {
        let fields = headers.get_all(name).iter();
        fields
            .flat_map(|field| field.as_bytes().split(|byte| *byte == b','))
            .map(<[u8]>::trim_ascii)
            .collect::<Vec<_>>()
    });
    if addresses.is_empty() && schemes.is_empty() && hosts.is_empty() {
        return None;
    }
    let mut peer = peer;
    let mut proxies = 0;
    for text in addresses.iter().rev() {
        let Some(address) = text_of(text).and_then(address) else { break };
        peer = Peer::Address(address);
        if !is_trusted(address) {
            break;
        }
        proxies += 1;
    }
    // Each proxy appends its own, or the outermost alone has written one.
    let of = |values: &[&[u8]]| {
        let value = values.get(values.len().saturating_sub(proxies + 1)).copied();
        value.and_then(text_of).map(str::to_owned)
    };
    let (scheme, asked) = (of(&schemes), of(&hosts));
    Some(Origin { peer, is_secure: scheme.as_deref().and_then(is_secure), host: asked.as_deref().and_then(host) })
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// An address with or without a port; one of IPv6 may stand in brackets. `unknown` and hidden ones are none.
fn address(text: &str) -> Option<SocketAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().filter(|address: &IpAddr| address.is_ipv6() || bare == text);
    address.map(|address| SocketAddr::new(address, 0)).or_else(|| text.parse().ok())
}

fn is_secure(scheme: &str) -> Option<bool> {
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    (is("https") || is("http")).then(|| is("https"))
}

fn host(text: &str) -> Option<String> {
    is_host(text.as_bytes()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
