//! A value as it was written, not yet understood.

use std::fmt;

/// One text, or a list of them.
// No `Debug`: it may be a secret.
#[derive(Clone)]
pub(crate) enum Written {
    Text(String),
    /// An array of a file.
    List(Vec<String>),
}

impl Written {
    /// The elements of a list, which a text separates by commas.
    pub(super) fn elements(&self) -> Vec<&str> {
        match self {
            Written::Text(text) if text.trim().is_empty() => Vec::new(),
            Written::Text(text) => text.split(',').map(str::trim).collect(),
            Written::List(elements) => elements.iter().map(String::as_str).collect(),
        }
    }
}

/// As it is written in a variable.
impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::Text(text) => f.write_str(text),
            Written::List(elements) => f.write_str(&elements.join(", ")),
        }
    }
}
