//! Percent-decoding of a path's segments.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// Percent-decodes one raw segment, once; allocates only when there is a `%`.
///
/// ```
/// use framework_pattern::{DecodeError, decode_segment};
///
/// assert_eq!(decode_segment("a%2Fb%20c").unwrap(), "a/b c");
/// assert_eq!(decode_segment("a%2").unwrap_err(), DecodeError::Percent { position: 1 });
/// assert_eq!(decode_segment("a%FF").unwrap_err(), DecodeError::Utf8);
/// ```
///
/// # Errors
///
/// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
pub fn decode_segment(raw: &str) -> Result<Cow<'_, str>, DecodeError> {
    decode(raw, |_| false)
}

/// Percent-decodes what a `<*rest>` captured: as [`decode_segment`], but encoded slashes and
/// backslashes stay encoded, as they were written.
///
/// ```
/// use framework_pattern::decode_rest;
///
/// assert_eq!(decode_rest("a%20b/c%2fd%5C").unwrap(), "a b/c%2fd%5C");
/// ```
///
/// # Errors
///
/// A `%` without two hexadecimal digits, or bytes that are not UTF-8.
pub fn decode_rest(raw: &str) -> Result<Cow<'_, str>, DecodeError> {
    decode(raw, |byte| matches!(byte, b'/' | b'\\'))
}

/// Why a raw segment cannot be decoded; the request that bears it is a bad request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// A `%` without two hexadecimal digits after it.
    Percent {
        /// The byte offset of that `%`.
        position: usize,
    },
    /// The decoded bytes are not UTF-8.
    Utf8,
}

impl Display for DecodeError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Percent { position } => {
                write!(formatter, "the `%` at byte {position} is not followed by two hexadecimal digits")
            }
            DecodeError::Utf8 => formatter.write_str("the decoded bytes are not UTF-8"),
        }
    }
}

impl std::error::Error for DecodeError {}

fn decode(raw: &str, stays_encoded: impl Fn(u8) -> bool) -> Result<Cow<'_, str>, DecodeError> {
    if !raw.contains('%') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut decoded = Vec::with_capacity(raw.len());
    let mut bytes = raw.bytes().enumerate();
    while let Some((position, byte)) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let bad = DecodeError::Percent { position };
        let (_, high) = bytes.next().ok_or(bad)?;
        let (_, low) = bytes.next().ok_or(bad)?;
        let encoded = hexadecimal(high).ok_or(bad)? << 4 | hexadecimal(low).ok_or(bad)?;
        if stays_encoded(encoded) {
            decoded.extend([b'%', high, low]);
        } else {
            decoded.push(encoded);
        }
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|_| DecodeError::Utf8)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
