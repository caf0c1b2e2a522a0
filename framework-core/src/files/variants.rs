//! What lies compressed beside a file, and who accepts it.

use http::{HeaderMap, header};

/// A way in which a file may lie there compressed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Variant {
    /// Its name in `Content-Encoding`.
    pub(super) coding: &'static str,
    /// What follows the name of the file.
    suffix: &'static str,
}

/// The best first.
pub(super) const ALL: &[Variant] = &[
    Variant { coding: "br", suffix: ".br" },
    Variant { coding: "zstd", suffix: ".zst" },
    Variant { coding: "gzip", suffix: ".gz" },
];

impl Variant {
    /// The path of the variant of a file.
    pub(super) fn of(&self, path: &str) -> String {
        format!("{path}{}", self.suffix)
    }
}

/// The variants that are better than the file itself to whoever sent these headers, the best first (RFC 9110, section
/// 12.5.3). Who does not say what is accepted is sent the file itself.
pub(super) fn accepted(headers: &HeaderMap) -> Vec<&'static Variant> {
    let values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let wishes: Vec<_> = values.flat_map(|value| value.split(',')).filter_map(wish).collect();
    let weight = |names: &[&str]| {
        let named = wishes.iter().find(|(name, _)| names.iter().any(|own| name.eq_ignore_ascii_case(own)));
        named.map(|(_, weight)| *weight)
    };
    let others = weight(&["*"]).unwrap_or_default();
    // Unless it is named, the file itself is what remains when no variant is wanted.
    let identity = weight(&["identity"]).unwrap_or_default();
    let weighed = ALL.iter().map(|variant| {
        let alias = if variant.coding == "gzip" { "x-gzip" } else { variant.coding };
        (weight(&[variant.coding, alias]).unwrap_or(others), variant)
    });
    let mut weighed: Vec<_> = weighed.filter(|(weight, _)| *weight > 0 && *weight >= identity).collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight)); // stable: among equals, ours is the order
    weighed.into_iter().map(|(_, variant)| variant).collect()
}

/// Whether gzip is better to whoever sent these headers than nothing.
#[cfg(any(feature = "compression", feature = "docs-ui"))]
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    accepted(headers).iter().any(|variant| variant.coding == "gzip")
}

/// The name and the weight, in thousandths, of `gzip;q=0.5`; none where it is written wrongly.
fn wish(text: &str) -> Option<(&str, u16)> {
    let (name, parameter) = text.split_once(';').unwrap_or((text, "q=1"));
    let (key, value) = parameter.split_once('=')?;
    let name = Some(name.trim()).filter(|name| !name.is_empty())?;
    key.trim().eq_ignore_ascii_case("q").then_some((name, thousandths(value.trim())?))
}

/// `0.5` as 500 (RFC 9110, section 12.4.2).
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction = format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", fraction) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_variants_that_are_accepted_come_in_order() {
        let cases: [(&[&str], &[&str]); 20] = [
            (&[], &[]),
            (&[""], &[]),
            (&["gzip"], &["gzip"]),
            (&["gzip, deflate, br, zstd"], &["br", "zstd", "gzip"]),
            (&["gzip", "br"], &["br", "gzip"]),
            (&["gzip;q=1.0, br;q=0.5"], &["gzip", "br"]),
            (&["br;q=0, gzip"], &["gzip"]),
            (&["br;q=0.000,gzip;q=0.001"], &["gzip"]),
            (&["*"], &["br", "zstd", "gzip"]),
            (&["*;q=0"], &[]),
            (&["*;q=0.5, gzip"], &["gzip", "br", "zstd"]),
            (&["br;q=0, *"], &["zstd", "gzip"]),
            (&["identity, gzip;q=0.5"], &[]),
            (&["identity;q=0.5, gzip;q=0.5, br;q=0.4"], &["gzip"]),
            (&["identity;q=0, gzip"], &["gzip"]),
            (&["GZIP ; Q=1"], &["gzip"]),
            (&["x-gzip"], &["gzip"]),
            (&["deflate, compress"], &[]),
            (&["gzip;q=2, br;q=1.5, zstd;q=x"], &[]),
            (&["gzip;q=0.1234, br;q=-1, zstd;level=3, ;q=1, ,"], &[]),
        ];
        for (values, expected) in cases {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            }
            let found: Vec<_> = accepted(&headers).into_iter().map(|variant| variant.coding).collect();
            assert_eq!(found, expected, "{values:?}");
        }
    }
}
