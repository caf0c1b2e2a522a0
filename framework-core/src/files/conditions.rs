//! Conditional requests and ranges: what of a representation is sent (RFC 9110, sections 13 and 14).

use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

/// What is sent of a representation.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Selected {
    /// All of it: 200.
    Whole,
    /// The bytes from `first` to `last`, both counted from 0, both included: 206.
    Part { first: u64, last: u64 },
    /// Nothing, since the visitor has it: 304.
    NotModified,
    /// Nothing, since it is not what the visitor thinks: 412.
    PreconditionFailed,
    /// Nothing, since the range asked for is beyond its end: 416.
    NotSatisfiable,
}

/// Selects what is sent of a representation of `length` bytes with these validators, in the order of RFC 9110,
/// section 13.2.2.
///
/// Dates count in whole seconds, as HTTP writes them. A date that is none is ignored; a malformed list of entity tags
/// matches nothing; of a range that is malformed, in a foreign unit, or one of several, the whole is sent
/// (section 14.2 allows all three).
pub(crate) fn select(
    method: &Method,
    headers: &HeaderMap,
    etag: Option<&str>,
    modified: Option<SystemTime>,
    length: u64,
) -> Selected {
    let etag = etag.and_then(|etag| Tag::whole(etag.as_bytes()));
    let modified = modified.and_then(seconds);
    let reads = method == Method::GET || method == Method::HEAD;

    let unchanged_since = |name| Some(modified? <= date(headers, name)?);
    let holds = if headers.contains_key(header::IF_MATCH) {
        lists(headers, header::IF_MATCH, |tag| etag.is_some_and(|etag| etag.is_strongly(tag)))
    } else {
        unchanged_since(header::IF_UNMODIFIED_SINCE).unwrap_or(true)
    };
    if !holds {
        return Selected::PreconditionFailed;
    }

    let known = if headers.contains_key(header::IF_NONE_MATCH) {
        lists(headers, header::IF_NONE_MATCH, |tag| etag.is_some_and(|etag| etag.is_weakly(tag)))
    } else {
        reads && unchanged_since(header::IF_MODIFIED_SINCE).unwrap_or(false)
    };
    if known {
        return if reads { Selected::NotModified } else { Selected::PreconditionFailed };
    }

    let Some(range) = single(headers, header::RANGE) else { return Selected::Whole };
    if method != Method::GET || !is_still_valid(headers, etag, modified) {
        return Selected::Whole;
    }
    part(range.as_bytes(), length).unwrap_or(Selected::Whole)
}

/// Whether the range is of this very representation: `If-Range`, section 13.1.5.
fn is_still_valid(headers: &HeaderMap, etag: Option<Tag<'_>>, modified: Option<u64>) -> bool {
    if !headers.contains_key(header::IF_RANGE) {
        return true;
    }
    let Some(value) = single(headers, header::IF_RANGE) else { return false };
    match Tag::whole(value.as_bytes()) {
        Some(tag) => etag.is_some_and(|etag| etag.is_strongly(tag)),
        None => modified.is_some() && modified == date(headers, header::IF_RANGE),
    }
}

/// The one range of `bytes=…`, section 14.1.2; nothing where it is to be ignored.
fn part(range: &[u8], length: u64) -> Option<Selected> {
    let (unit, ranges) = split(range, b'=')?;
    if !unit.eq_ignore_ascii_case(b"bytes") {
        return None;
    }
    let mut ranges = ranges.split(|byte| *byte == b',').map(trimmed).filter(|range| !range.is_empty());
    let range = ranges.next().filter(|_| ranges.next().is_none())?;
    let (first, last) = match split(range, b'-')? {
        (b"", suffix) => match number(suffix)? {
            0 => return Some(Selected::NotSatisfiable),
            _ if length == 0 => return None, // all of nothing: a part of no bytes cannot be told
            suffix => (length.saturating_sub(suffix), length - 1),
        },
        (first, b"") => (number(first)?, u64::MAX),
        (first, last) => (number(first)?, number(last)?),
    };
    if last < first {
        return None;
    }
    Some(if first < length { Selected::Part { first, last: last.min(length - 1) } } else { Selected::NotSatisfiable })
}

/// A number of any length: one too large for us is beyond the end of everything.
fn number(digits: &[u8]) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let append = |number: u64, digit: &u8| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    is_number.then(|| digits.iter().fold(0, append))
}

/// An entity tag, section 8.8.3.
#[derive(Clone, Copy)]
struct Tag<'a> {
    weak: bool,
    opaque: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The tag at the beginning, and what follows it.
    fn first(text: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (weak, quoted) = text.strip_prefix(b"W/").map_or((false, text), |quoted| (true, quoted));
        let (opaque, rest) = split(quoted.strip_prefix(b"\"")?, b'"')?;
        let is_allowed = |byte: &u8| *byte > b' ' && *byte != 0x7F;
        opaque.iter().all(is_allowed).then_some((Tag { weak, opaque }, rest))
    }

    /// A tag and nothing else.
    fn whole(text: &'a [u8]) -> Option<Self> {
        Tag::first(text).filter(|(_, rest)| rest.is_empty()).map(|(tag, _)| tag)
    }

    fn is_strongly(self, other: Tag<'_>) -> bool {
        !self.weak && !other.weak && self.opaque == other.opaque
    }

    fn is_weakly(self, other: Tag<'_>) -> bool {
        self.opaque == other.opaque
    }
}

/// Whether `*`, which is any representation, or a list of entity tags has one that is `wanted`.
fn lists(headers: &HeaderMap, name: HeaderName, wanted: impl Fn(Tag<'_>) -> bool) -> bool {
    if single(headers, &name).is_some_and(|value| trimmed(value.as_bytes()) == b"*") {
        return true;
    }
    let mut found = false;
    for value in headers.get_all(name) {
        let mut rest = value.as_bytes();
        loop {
            // Elements may be empty.
            rest = rest.trim_ascii_start();
            while let Some(behind) = rest.strip_prefix(b",") {
                rest = behind.trim_ascii_start();
            }
            if rest.is_empty() {
                break;
            }
            let Some((tag, behind)) = Tag::first(rest) else { return false };
            rest = behind.trim_ascii_start();
            if !rest.is_empty() && !rest.starts_with(b",") {
                return false;
            }
            found |= wanted(tag);
        }
    }
    found
}

/// A date in seconds; nothing where it is none, or one of several.
fn date(headers: &HeaderMap, name: HeaderName) -> Option<u64> {
    let text = single(headers, name)?.to_str().ok()?;
    seconds(httpdate::parse_http_date(text).ok()?)
}

/// Since 1970; HTTP cannot name what was before.
fn seconds(time: SystemTime) -> Option<u64> {
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// The value of a field that is there once.
fn single(headers: &HeaderMap, name: impl header::AsHeaderName) -> Option<&HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}

/// What is before the first separator, and what is behind.
fn split(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let at = text.iter().position(|byte| *byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

fn trimmed(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}

#[cfg(test)]
mod tests;
