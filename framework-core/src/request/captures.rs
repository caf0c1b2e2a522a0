//! What a pattern captured from a path.

use std::ops::Range;

/// The values that a pattern's captures took from a path, in the pattern's order.
///
/// They are ranges into the path, or, where the path is percent-encoded, into one decoded copy of it: a path
/// without `%` costs no allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Captures {
    first: [(u32, u32); INLINE],
    more: Vec<(u32, u32)>,
    count: usize,
    decoded: Option<Box<str>>,
}

const INLINE: usize = 6;

impl Captures {
    pub(crate) fn push(&mut self, range: Range<u32>) {
        let range = (range.start, range.end);
        match self.first.get_mut(self.count) {
            Some(free) => *free = range,
            None => self.more.push(range),
        }
        self.count += 1;
    }

    pub(crate) fn truncate(&mut self, count: usize) {
        self.more.truncate(count.saturating_sub(INLINE));
        self.count = count;
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Says that the ranges point into `text`, not into the path itself.
    pub(crate) fn decoded(mut self, text: Box<str>) -> Self {
        self.decoded = Some(text);
        self
    }

    pub(crate) fn range(&self, index: usize) -> Option<Range<u32>> {
        let (start, end) = match self.first.get(index) {
            Some(range) if index < self.count => *range,
            _ => *self.more.get(index.checked_sub(INLINE)?)?,
        };
        Some(start..end)
    }

    pub(crate) fn get<'a>(&'a self, path: &'a str, index: usize) -> Option<&'a str> {
        let Range { start, end } = self.range(index)?;
        self.decoded.as_deref().unwrap_or(path).get(start as usize..end as usize)
    }
}
