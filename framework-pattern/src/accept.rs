//! What a capture accepts, and in which order the router asks.

use crate::builtin::Builtin;
use crate::regex::Regex;

/// Which segments a capture matches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Accept {
    /// `<id|int>`: those that satisfy a named constraint.
    Constraint(Constraint),
    /// `<id||[a-z]+>`: those that the whole regular expression matches.
    Regex(Regex),
    /// `<id>`: every one.
    Any,
}

/// A named constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// One that this crate defines.
    Builtin(Builtin),
    /// One that the application defines; whether it does is found out at start.
    Own(String),
}

/// The place of a capture in the order of matching; the smaller is tried first.
///
/// ```
/// use framework_pattern::{Builtin, Precedence};
///
/// assert!(Precedence::Builtin(Builtin::U8) < Precedence::Builtin(Builtin::I32));
/// assert!(Precedence::Builtin(Builtin::String) < Precedence::Ranked);
/// assert!(Precedence::Ranked < Precedence::Any);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precedence {
    /// A built-in constraint, narrower first.
    Builtin(Builtin),
    /// An own constraint or a regular expression: one class, which the router orders by rank,
    /// then by pattern text.
    Ranked,
    /// A plain capture.
    Any,
}

impl Accept {
    /// The place in the order of matching.
    ///
    /// ```
    /// use framework_pattern::Pattern;
    ///
    /// let precedence =
    ///     |text| Pattern::parse(text).unwrap().constraint_of("x").unwrap().precedence();
    /// assert!(precedence("<x|short>") < precedence("<x|int>"));
    /// assert_eq!(precedence("<x|int>"), precedence("<x|i32>"));
    /// assert!(precedence("<x|int>") < precedence("<x||[0-9]+>"));
    /// assert_eq!(precedence("<x||[0-9]+>"), precedence("<x|gender>"));
    /// assert!(precedence("<x|gender>") < precedence("<x>"));
    /// ```
    pub fn precedence(&self) -> Precedence {
        match self {
            Accept::Constraint(Constraint::Builtin(builtin)) => Precedence::Builtin(*builtin),
            Accept::Constraint(Constraint::Own(_)) | Accept::Regex(_) => Precedence::Ranked,
            Accept::Any => Precedence::Any,
        }
    }

    pub(crate) fn accepts(&self, segment: &str, own: &dyn Fn(&str, &str) -> bool) -> bool {
        match self {
            Accept::Constraint(Constraint::Builtin(builtin)) => builtin.accepts(segment),
            Accept::Constraint(Constraint::Own(name)) => own(name, segment),
            Accept::Regex(regex) => regex.is_match(segment),
            Accept::Any => true,
        }
    }
}
