//! The regular expression of a text.

use std::sync::OnceLock;

use framework_pattern::Search;

/// A regular expression, compiled when it is first needed; the macro has checked it.
#[derive(Debug)]
pub struct TextPattern {
    text: &'static str,
    compiled: OnceLock<Option<Search>>,
}

impl TextPattern {
    /// Not compiled yet.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        TextPattern { text, compiled: OnceLock::new() }
    }

    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// Whether it is found in a text; what cannot be compiled is found nowhere.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Search::new(self.text).ok());
        compiled.as_ref().is_some_and(|search| search.is_match(text))
    }
}
