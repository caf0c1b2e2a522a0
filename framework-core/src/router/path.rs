//! A request's path, split into segments and decoded.

use std::{borrow::Cow, ops::Range};

use framework_pattern::{decode_rest, decode_segment};

use crate::request::Captures;

/// The segments of a path. Where nothing is percent-encoded they are ranges of the path itself.
#[derive(Debug)]
pub(super) struct Path<'p> {
    text: Cow<'p, str>,
    segments: Captures,
    /// For a catch-all, of a path that is encoded: the segments once more, in which slashes stay encoded.
    rest: Option<Captures>,
    matchable: bool,
}

/// Broken percent-encoding, or no UTF-8.
#[derive(Debug)]
pub(super) struct BadPath;

impl<'p> Path<'p> {
    pub(super) fn split(raw: &'p str) -> Result<Self, BadPath> {
        let bytes = raw.as_bytes();
        let mut path = Path { text: Cow::Borrowed(raw), segments: Captures::default(), rest: None, matchable: true };
        path.matchable = bytes.first() == Some(&b'/');
        if bytes.len() < 2 {
            return Ok(path); // "/" has no segments
        }
        let mut start = 1;
        for (at, byte) in bytes.iter().enumerate().skip(1) {
            match byte {
                b'%' => return Path::decode(raw),
                b'/' => {
                    path.push(start, at);
                    start = at + 1;
                }
                _ => {}
            }
        }
        path.push(start, bytes.len());
        Ok(path)
    }

    fn push(&mut self, start: usize, end: usize) {
        self.matchable &= is_ordinary(&self.text[start..end]);
        self.segments.push(range(start, end));
    }

    #[cold]
    fn decode(raw: &'p str) -> Result<Self, BadPath> {
        let mut matchable = true;
        let mut text = String::with_capacity(raw.len() * 2);
        let mut decoded = Captures::default();
        for segment in segments(raw, &mut matchable) {
            let segment = decode_segment(segment).map_err(|_| BadPath)?;
            matchable &= is_ordinary(&segment);
            push(&mut text, &mut decoded, &segment);
        }
        let mut rest = Captures::default();
        for segment in segments(raw, &mut matchable) {
            push(&mut text, &mut rest, &decode_rest(segment).map_err(|_| BadPath)?);
        }
        Ok(Path { text: Cow::Owned(text), segments: decoded, rest: Some(rest), matchable })
    }

    /// Empty and dot segments match nothing.
    pub(super) fn is_matchable(&self) -> bool {
        self.matchable
    }

    pub(super) fn segment(&self, depth: usize) -> Option<&str> {
        self.segments.get(&self.text, depth)
    }

    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    pub(super) fn range(&self, depth: usize) -> Range<u32> {
        self.segments.range(depth).unwrap_or_default()
    }

    /// From a segment to the end.
    pub(super) fn rest(&self, depth: usize) -> Range<u32> {
        let segments = self.rest.as_ref().unwrap_or(&self.segments);
        let last = segments.len().checked_sub(1).and_then(|last| segments.range(last));
        match (segments.range(depth), last) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Captures with the text that they point into.
    pub(super) fn finish(self, captures: Captures) -> Captures {
        match self.text {
            Cow::Borrowed(_) => captures,
            Cow::Owned(text) => captures.decoded(text.into_boxed_str()),
        }
    }
}

/// `/` has none; anything that does not begin with a slash is no path.
fn segments<'p>(raw: &'p str, matchable: &mut bool) -> impl Iterator<Item = &'p str> + use<'p> {
    let inner = raw.strip_prefix('/');
    *matchable &= inner.is_some();
    inner.filter(|inner| !inner.is_empty()).into_iter().flat_map(|inner| inner.split('/'))
}

fn is_ordinary(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..")
}

fn push(text: &mut String, ranges: &mut Captures, segment: &str) {
    text.push('/');
    let start = text.len();
    text.push_str(segment);
    ranges.push(range(start, text.len()));
}

/// A target is 64 KiB at most (`http::Uri`), and the decoded text at most twice that.
fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end as u32
}
