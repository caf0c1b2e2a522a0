//! Values as they were written, not yet understood.

use std::fmt;

use super::Source;

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

/// A value for a setting, not yet understood.
// No `Debug`: it may be a secret.
#[derive(Clone)]
pub(super) struct Assignment {
    pub(super) key: String,
    pub(super) value: Written,
    pub(super) source: Source,
}

/// What a configuration file says.
#[derive(Default)]
pub(super) struct FileLayers {
    /// In every profile.
    pub(super) common: Vec<Assignment>,
    /// In one profile, by its name.
    pub(super) profiles: Vec<(String, Vec<Assignment>)>,
}
