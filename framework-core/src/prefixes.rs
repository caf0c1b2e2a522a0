//! The prefixes of returned texts that a program's own types have claimed.

use std::collections::BTreeMap;

use crate::{Invalid, Response, context::Context, schema::Description};

/// A prefix of returned texts, claimed by a type: `#[response_prefix("$csv:")]` writes it down.
#[derive(Debug)]
pub struct Prefix {
    /// The word between `$` and `:`.
    pub word: &'static str,
    /// What its type makes of it.
    pub claim: Claim,
    /// The type, as written.
    pub name: &'static str,
    /// The module in which it stands.
    pub module: &'static str,
    /// The package that declares it.
    pub package: &'static str,
    /// Its source file.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
}

inventory::collect!(Prefix);

/// What a type makes of a text with its prefix, and how it describes that.
#[derive(Debug)]
pub struct Claim {
    /// Makes the response of what follows the prefix.
    pub make: fn(String, &Context) -> Result<Response, Invalid>,
    /// Describes it.
    pub describe: fn(&mut Description<'_>),
}

/// The claimed prefixes by their words.
pub(crate) type Prefixes = BTreeMap<&'static str, &'static Prefix>;

/// A text in the source that names an embedded resource, or that begins with a prefix of the program's own.
#[derive(Debug)]
pub struct TextUse {
    /// What it needs.
    pub needs: TextNeed,
    /// The module in which it stands.
    pub module: &'static str,
    /// The package.
    pub package: &'static str,
    /// Its source file.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
}

inventory::collect!(TextUse);

/// What a text in the source needs to mean something.
#[derive(Debug, Clone, Copy)]
pub enum TextNeed {
    /// An embedded resource, as `/a/b.json`.
    Resource(&'static str),
    /// A claim of the prefix of this word.
    Prefix(&'static str),
}

impl TextUse {
    /// Whether what it needs is there.
    pub(crate) fn is_met(&self, context: &Context) -> bool {
        match self.needs {
            TextNeed::Resource(name) => context.resources.contains(name),
            TextNeed::Prefix(word) => context.prefixes.contains_key(word),
        }
    }
}
