//! Prefixes of returned texts, `$html:`: where they stand in a handler, `prefixed!`, and claims of one's own.

mod claim;
mod prefixed;
mod scan;

pub(crate) use claim::response_prefix;
pub(crate) use prefixed::{prefixed, text_use};
pub(crate) use scan::{Texts, scan};

/// The prefixes that need no claim.
const BUILT_IN: [&str; 7] = ["text", "html", "json", "bytes", "file", "redirect", "status"];

/// A text that begins with a prefix: the word between `$` and `:`, and what follows.
fn split(text: &str) -> Option<(&str, &str)> {
    let (word, rest) = text.strip_prefix('$')?.split_once(':')?;
    is_word(word).then_some((word, rest))
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// The name of the embedded resource that a path means, where it is written out.
fn resource(path: &str) -> Option<&str> {
    let name = path.strip_prefix(':')?;
    (name.starts_with('/') && !name.starts_with("//") && !name.contains(['{', '}'])).then_some(name)
}
