//! The regular expression of a capture.

use std::fmt::{self, Debug, Formatter};
use std::hash::{Hash, Hasher};

/// A regular expression that must match the whole segment, in regex-lite's syntax.
///
/// Two are equal when their texts are.
///
/// ```
/// use framework_pattern::{Accept, Pattern};
///
/// let pattern = Pattern::parse("/<file||[a-z]+|x>").unwrap();
/// let Some(Accept::Regex(regex)) = pattern.constraint_of("file") else { unreachable!() };
/// assert_eq!(regex.text(), "[a-z]+|x");
/// assert!(regex.is_match("readme"));
/// assert!(!regex.is_match("readme.md"));
/// ```
#[derive(Clone)]
pub struct Regex {
    text: String,
    whole_segment: regex_lite::Regex,
}

impl Regex {
    /// Compiles the text as it stands first: `a)|(b` must not become right by being anchored.
    pub(crate) fn new(text: &str) -> Result<Regex, regex_lite::Error> {
        regex_lite::Regex::new(text)?;
        let whole_segment = regex_lite::Regex::new(&format!(r"\A(?:{text})\z"))?;
        let text = text.to_owned();
        Ok(Regex { text, whole_segment })
    }

    /// The text, as written in the pattern.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it matches the whole of the decoded segment.
    pub fn is_match(&self, segment: &str) -> bool {
        self.whole_segment.is_match(segment)
    }
}

/// A regular expression, in regex-lite's syntax, that is to be found somewhere in a text.
///
/// ```
/// use framework_pattern::Search;
///
/// assert!(Search::new("^[a-z]+$").unwrap().is_match("abc"));
/// assert!(Search::new("b").unwrap().is_match("abc"));
/// assert!(Search::new("(").is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Search(regex_lite::Regex);

impl Search {
    /// Compiles it.
    ///
    /// # Errors
    /// What is wrong with it, for the developer.
    pub fn new(text: &str) -> Result<Search, String> {
        regex_lite::Regex::new(text).map(Search).map_err(|error| error.to_string())
    }

    /// Whether it is found; the time grows with the length of the text alone, whatever the expression.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for Regex {
    fn eq(&self, other: &Regex) -> bool {
        self.text == other.text
    }
}

impl Eq for Regex {}

impl Hash for Regex {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Debug for Regex {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Regex").field(&self.text).finish()
    }
}
