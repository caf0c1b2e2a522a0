//! A request's path, read segment by segment.

use std::{borrow::Cow, ops::Range};

use framework_pattern::{decode_rest, decode_segment};

use crate::request::Captures;

/// A path. Where nothing is percent-encoded, its segments are found as they are asked for.
#[derive(Debug)]
pub(super) struct Path<'p> {
    text: Cow<'p, str>,
    /// Where the segments stand in a text that is decoded: they may have slashes inside.
    decoded: Option<Box<Decoded>>,
    shape: Shape,
}

/// Where the segments of a decoded path stand.
#[derive(Debug)]
struct Decoded {
    segments: Vec<Range<u32>>,
    /// For a catch-all: the segments once more, in which slashes stay encoded.
    rest: Vec<Range<u32>>,
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

/// Where a segment begins: a byte of the path, or the number of a decoded segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place(usize);

/// A segment of a path.
pub(super) struct Segment<'a> {
    pub(super) text: &'a str,
    /// Where it stands in the text that captures point into.
    pub(super) range: Range<u32>,
    /// Where the next one begins, if there is one.
    pub(super) next: Place,
}

/// Broken percent-encoding, or no UTF-8.
#[derive(Debug)]
pub(super) struct BadPath;

impl<'p> Path<'p> {
    pub(super) fn read(raw: &'p str) -> Result<Self, BadPath> {
        // Most paths have nothing to decode and nothing that is suspicious: one look says so.
        let (mut before, mut is_suspicious) = (b'/', !raw.starts_with('/'));
        for byte in raw.bytes().skip(1) {
            if byte == b'%' {
                return Path::decode(raw);
            }
            is_suspicious |= before == b'/' && (byte == b'/' || byte == b'.');
            before = byte;
        }
        is_suspicious |= before == b'/';
        let shape = if is_suspicious { shape_of(raw) } else { Shape::Ordinary };
        Ok(Path { text: Cow::Borrowed(raw), decoded: None, shape })
    }

    #[cold]
    fn decode(raw: &str) -> Result<Self, BadPath> {
        let mut shape = if raw.starts_with('/') { Shape::Ordinary } else { Shape::Never };
        let mut text = String::with_capacity(raw.len() * 2);
        let mut push = |segment: &str| {
            text.push('/');
            let start = text.len();
            text.push_str(segment);
            range(start, text.len())
        };
        let mut decoded = Decoded { segments: Vec::new(), rest: Vec::new() };
        for segment in segments(raw) {
            let segment = decode_segment(segment).map_err(|_| BadPath)?;
            shape = shape.max(Shape::of(segment.as_bytes()));
            decoded.segments.push(push(&segment));
        }
        for segment in segments(raw) {
            decoded.rest.push(push(&decode_rest(segment).map_err(|_| BadPath)?));
        }
        Ok(Path { text: Cow::Owned(text), decoded: Some(Box::new(decoded)), shape })
    }

    /// Empty and dot segments match nothing.
    pub(super) fn is_matchable(&self) -> bool {
        self.shape == Shape::Ordinary
    }

    /// What a mount may be given: empty segments too, and never dot segments.
    pub(super) fn is_mountable(&self) -> bool {
        self.shape <= Shape::Empty
    }

    /// Where the first segment begins; `/` has none.
    pub(super) fn begin(&self) -> Place {
        match &self.decoded {
            Some(_) => Place(0),
            None if self.text.len() < 2 => Place(2),
            None => Place(1),
        }
    }

    pub(super) fn segment(&self, Place(begin): Place) -> Option<Segment<'_>> {
        let (range, next) = match &self.decoded {
            Some(decoded) => (decoded.segments.get(begin)?.clone(), begin + 1),
            None => {
                let length = self.text.as_bytes().get(begin..)?.iter().position(|byte| *byte == b'/');
                let end = length.map_or(self.text.len(), |length| begin + length);
                (range(begin, end), end + 1)
            }
        };
        let text = self.text.get(range.start as usize..range.end as usize)?;
        Some(Segment { text, range, next: Place(next) })
    }

    /// All segments, decoded.
    pub(super) fn segments(&self) -> impl Iterator<Item = &str> {
        let mut place = self.begin();
        std::iter::from_fn(move || {
            let segment = self.segment(place)?;
            place = segment.next;
            Some(segment.text)
        })
    }

    /// From a segment to the end.
    pub(super) fn rest(&self, Place(begin): Place) -> Range<u32> {
        let Some(Decoded { rest, .. }) = self.decoded.as_deref() else { return range(begin, self.text.len()) };
        match (rest.get(begin), rest.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// Gives captures the text that they point into, where it is not the path itself.
    pub(super) fn finish(self, captures: &mut Captures) {
        if let Cow::Owned(text) = self.text {
            captures.point_into(text.into_boxed_str());
        }
    }
}

impl Shape {
    fn of(segment: &[u8]) -> Shape {
        match segment {
            b"" => Shape::Empty,
            b"." | b".." => Shape::Never,
            _ => Shape::Ordinary,
        }
    }
}

#[cold]
fn shape_of(raw: &str) -> Shape {
    let begin = if raw.starts_with('/') { Shape::Ordinary } else { Shape::Never };
    segments(raw).map(|segment| Shape::of(segment.as_bytes())).fold(begin, Shape::max)
}

/// `/` has none; anything that does not begin with a slash is no path.
fn segments(raw: &str) -> impl Iterator<Item = &str> {
    let inner = raw.strip_prefix('/').filter(|inner| !inner.is_empty());
    inner.into_iter().flat_map(|inner| inner.split('/'))
}

/// A target is 64 KiB at most (`http::Uri`), and the decoded text at most twice that.
fn range(start: usize, end: usize) -> Range<u32> {
    start as u32..end as u32
}
