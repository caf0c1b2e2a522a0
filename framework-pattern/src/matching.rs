//! The reference matcher: slow, obvious, and the router's measure.

use std::borrow::Cow;

use crate::decode::{decode_rest, decode_segment};
use crate::pattern::Segment;

pub(crate) fn matches(
    pattern: &[Segment],
    path: &str,
    own: &dyn Fn(&str, &str) -> bool,
) -> Option<Vec<(String, String)>> {
    let raw = raw_segments(path)?;
    let decoded = raw.iter().map(|segment| decode(segment)).collect::<Option<Vec<_>>>()?;
    let mut captures = Vec::new();
    let mut remaining = raw.iter().zip(&decoded);
    for segment in pattern {
        let (raw_segment, value) = remaining.next()?;
        let captured = match segment {
            Segment::Literal(literal) if value == literal => continue,
            Segment::Literal(_) => return None,
            Segment::Capture(capture) if capture.accept.accepts(value, own) => value.to_string(),
            Segment::Capture(_) => return None,
            Segment::Rest(_) => {
                let mut rest = decode_rest(raw_segment).ok()?.into_owned();
                for (raw_segment, _) in remaining.by_ref() {
                    rest.push('/');
                    rest.push_str(&decode_rest(raw_segment).ok()?);
                }
                rest
            }
        };
        captures.extend(segment.name().map(|name| (name.to_owned(), captured)));
    }
    remaining.next().is_none().then_some(captures)
}

/// Splits before decoding, so that an encoded slash stays inside its segment.
fn raw_segments(path: &str) -> Option<Vec<&str>> {
    match path.strip_prefix('/')? {
        "" => Some(Vec::new()),
        segments => Some(segments.split('/').collect()),
    }
}

/// Nothing for what matches nothing: an empty segment, a dot segment, bad encoding.
fn decode(raw: &str) -> Option<Cow<'_, str>> {
    let segment = decode_segment(raw).ok()?;
    (!matches!(&*segment, "" | "." | "..")).then_some(segment)
}
