//! What is wrong with a pattern.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

/// A mistake in a pattern: which piece, what is wrong with it, and what to write instead.
///
/// ```
/// use framework_pattern::Pattern;
///
/// let error = Pattern::parse("/users/{id}").unwrap_err();
/// assert_eq!(error.piece(), "{id}");
/// assert_eq!(error.range(), 7..11);
/// assert_eq!(
///     error.message(),
///     "`{id}` is not a capture; write `<id>` (a `{` itself is `%7B`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    piece: String,
    start: usize,
    message: String,
}

impl PatternError {
    pub(crate) fn new(start: usize, piece: &str, message: String) -> PatternError {
        let piece = piece.to_owned();
        PatternError { piece, start, message }
    }

    /// What is wrong, quoting the piece, then what to write instead.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The piece of the pattern that is at fault.
    pub fn piece(&self) -> &str {
        &self.piece
    }

    /// Where the piece stands in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.piece.len()
    }
}

impl Display for PatternError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}
