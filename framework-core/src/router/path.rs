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
    shape: Shape,
}

/// Whether a path can match anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Ordinary,
    /// It has empty segments: no pattern matches them, and what is mounted may mean something by them.
    Empty,
    /// It has dot segments, or does not begin with a slash.
    Never,
}

/// Broken percent-encoding, or no UTF-8.
#[derive(Debug)]
pub(super) struct BadPath;

impl<'p> Path<'p> {
    pub(super) fn split(raw: &'p str) -> Result<Self, BadPath> {
        let bytes = raw.as_bytes();
        let mut path =
            Path { text: Cow::Borrowed(raw), segments: Captures::default(), rest: None, shape: Shape::Ordinary };
        if bytes.first() != Some(&b'/') {
            path.shape = Shape::Never;
        }
        if bytes.len() < 2 {
            return Ok(path); // "/" has no segments
        }
        let mut start = 1;
        while let Some(length) = bytes[start..].iter().position(|byte| matches!(byte, b'/' | b'%')) {
            let end = start + length;
            if bytes[end] == b'%' {
                return Path::decode(raw);
            }
            path.push(bytes, start, end);
            start = end + 1;
        }
        path.push(bytes, start, bytes.len());
        Ok(path)
    }

    fn push(&mut self, bytes: &[u8], start: usize, end: usize) {
        if end - start <= "..".len() {
            self.shape = self.shape.max(shape(&bytes[start..end]));
        }
        self.segments.push(range(start, end));
    }

    #[cold]
    fn decode(raw: &'p str) -> Result<Self, BadPath> {
        let mut whole = if raw.starts_with('/') { Shape::Ordinary } else { Shape::Never };
        let mut text = String::with_capacity(raw.len() * 2);
        let mut decoded = Captures::default();
        for segment in segments(raw) {
            let segment = decode_segment(segment).map_err(|_| BadPath)?;
            whole = whole.max(shape(segment.as_bytes()));
            push(&mut text, &mut decoded, &segment);
        }
        let mut rest = Captures::default();
        for segment in segments(raw) {
            push(&mut text, &mut rest, &decode_rest(segment).map_err(|_| BadPath)?);
        }
        Ok(Path { text: Cow::Owned(text), segments: decoded, rest: Some(rest), shape: whole })
    }

    /// Empty and dot segments match nothing.
    pub(super) fn is_matchable(&self) -> bool {
        self.shape == Shape::Ordinary
    }

    /// What a mount may be given: empty segments too, and never dot segments.
    pub(super) fn is_mountable(&self) -> bool {
        self.shape <= Shape::Empty
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
fn segments(raw: &str) -> impl Iterator<Item = &str> {
    let inner = raw.strip_prefix('/').filter(|inner| !inner.is_empty());
    inner.into_iter().flat_map(|inner| inner.split('/'))
}

fn shape(segment: &[u8]) -> Shape {
    match segment {
        b"" => Shape::Empty,
        b"." | b".." => Shape::Never,
        _ => Shape::Ordinary,
    }
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
