//! What a pattern captured from a path.

use std::ops::Range;

/// The values that a pattern's captures took from a path, in the pattern's order.
///
/// They are ranges into the path, or, where the path is percent-encoded, into one decoded copy of it: a short path
/// without `%` costs no allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Captures {
    first: [(u32, u32); INLINE],
    count: u32,
    spilled: Option<Box<Spilled>>,
}

/// What most paths do not have.
#[derive(Debug, Clone, Default)]
struct Spilled {
    more: Vec<(u32, u32)>,
    decoded: Option<Box<str>>,
}

const INLINE: usize = 6;

impl Captures {
    pub(crate) fn push(&mut self, range: Range<u32>) {
        let range = (range.start, range.end);
        match self.first.get_mut(self.count as usize) {
            Some(free) => *free = range,
            None => self.spilled.get_or_insert_default().more.push(range),
        }
        self.count += 1;
    }

    pub(crate) fn truncate(&mut self, count: usize) {
        if let Some(spilled) = &mut self.spilled {
            spilled.more.truncate(count.saturating_sub(INLINE));
        }
        self.count = count as u32;
    }

    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    /// Says that the ranges point into `text`, not into the path itself.
    pub(crate) fn point_into(&mut self, text: Box<str>) {
        self.spilled.get_or_insert_default().decoded = Some(text);
    }

    pub(crate) fn range(&self, index: usize) -> Option<Range<u32>> {
        if index >= self.len() {
            return None;
        }
        let (start, end) = match self.first.get(index) {
            Some(range) => *range,
            None => *self.spilled.as_ref()?.more.get(index - INLINE)?,
        };
        Some(start..end)
    }

    pub(crate) fn get<'a>(&'a self, path: &'a str, index: usize) -> Option<&'a str> {
        let Range { start, end } = self.range(index)?;
        let decoded = self.spilled.as_ref().and_then(|spilled| spilled.decoded.as_deref());
        decoded.unwrap_or(path).get(start as usize..end as usize)
    }
}
