//! The grammar, tested through its public face; cases are data.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod constraints;
mod decoding;
mod documentation;
mod join;
mod matching;
mod mistakes;
mod parsing;
mod properties;

use framework_pattern::Pattern;

fn parse(text: &str) -> Pattern {
    Pattern::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}
