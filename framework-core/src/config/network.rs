//! Networks of IP addresses, and which of them are believed.

use std::{fmt, net::IpAddr};

/// A network of IP addresses, as `10.0.0.0/8`, or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IpNetwork {
    address: IpAddr,
    prefix: u8,
}

impl IpNetwork {
    /// An address, or one with the length of its prefix, whose other bits are zero: `10.1.2.3/8` is a mistake.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
            None => most,
        };
        // Addresses are compared in their shortest family, so one of IPv4 in the clothes of IPv6 would never match.
        let is_plain = prefix <= most && bits(address) & !mask(prefix) == 0 && address.to_canonical() == address;
        is_plain.then_some(IpNetwork { address, prefix })
    }

    /// Whether an address is in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.address.is_ipv4() && (bits(address) ^ bits(self.address)) & mask(self.prefix) == 0
    }
}

/// Whose word on the sender of a request counts: `http.trusted_proxies`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrustedProxies {
    /// Those with an address.
    pub networks: Vec<IpNetwork>,
    /// Whoever may connect to a unix socket on which the server listens.
    pub unix: bool,
}

impl TrustedProxies {
    /// Addresses, networks and `unix`, separated by commas; or `none`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut trusted = TrustedProxies::default();
        if text != "none" {
            for word in text.split(',').map(str::trim) {
                match word {
                    "unix" => trusted.unix = true,
                    network => trusted.networks.push(IpNetwork::parse(network)?),
                }
            }
        }
        Some(trusted)
    }

    /// Whether nobody is trusted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.networks.is_empty() && !self.unix
    }

    /// Whether an address is that of a trusted proxy.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(address))
    }
}

/// The bits of an address, the first ones on the left.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_bits()) << 96,
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// The first bits, as many as `prefix` says.
fn mask(prefix: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(prefix.min(128))).unwrap_or_default()
}

impl fmt::Display for IpNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_address_with_a_prefix_and_nothing_else() {
        let cases = [
            ("10.0.0.0/8", Some("10.0.0.0/8")),
            ("127.0.0.1", Some("127.0.0.1/32")),
            ("0.0.0.0/0", Some("0.0.0.0/0")),
            ("::1", Some("::1/128")),
            ("fd00::/8", Some("fd00::/8")),
            ("10.1.2.3/8", None),
            ("10.0.0.0/33", None),
            ("10.0.0.0/", None),
            ("10.0.0.0/+8", None),
            ("10.0.0.0/8/8", None),
            ("10.0.0", None),
            ("::/129", None),
            ("::ffff:10.0.0.0/104", None),
            ("localhost", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(IpNetwork::parse(text).map(|network| network.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn proxies_are_networks_and_whoever_is_at_a_unix_socket() {
        let parse = |text| TrustedProxies::parse(text).map(|trusted| (trusted.networks.len(), trusted.unix));
        let cases = [
            ("none", Some((0, false))),
            ("unix", Some((0, true))),
            ("10.0.0.0/8,unix , ::1", Some((2, true))),
            ("none, unix", None),
            ("unix:", None),
            ("Unix", None),
            ("unix,", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn an_address_is_in_a_network_when_the_first_bits_are_the_same() {
        let cases = [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
            ("10.0.0.0/8", "a00::1", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.7", true),
            ("0.0.0.0/0", "::1", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "2001:db8::1", true),
        ];
        for (network, address, expected) in cases {
            let network = IpNetwork::parse(network).expect("a network");
            assert_eq!(network.contains(address.parse().expect("an address")), expected, "{network} {address}");
        }
    }
}
