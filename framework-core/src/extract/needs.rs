//! What a route needs before its arguments can be made, known at compile time.

use super::{FromRequest, Kind, Place, Source};

/// A set of needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs(u8);

impl Needs {
    /// Nothing: the head is enough.
    pub const NONE: Needs = Needs(0);
    /// The body, read whole.
    pub const BODY: Needs = Needs(1);
    /// A body that says it is JSON.
    pub const JSON: Needs = Needs(2);
    /// The application's components, in the request's head.
    pub const CONTEXT: Needs = Needs(4);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn has(self, other: Needs) -> bool {
        self.0 & other.0 == other.0
    }

    /// What taking a value from a source needs.
    const fn of(source: Source) -> Needs {
        match source {
            Source::Body => Needs::BODY,
            Source::Json => Needs::BODY.and(Needs::JSON),
            Source::Path | Source::Query | Source::Header | Source::Request => Needs::NONE,
        }
    }
}

/// What an argument of type `T` needs.
///
/// The one place in generated code that demands the bound, so that a type without it gives one error.
///
/// # Panics
/// At compile time, when a pattern captures what is not one text.
#[must_use]
#[track_caller]
pub const fn needs_of<T: FromRequest<'static>>(place: Place, method_has_body: bool) -> Needs {
    assert!(
        !matches!((place, T::KIND), (Place::Path | Place::Header, Kind::Bean)),
        "a bean cannot be read from one text; take its members as arguments"
    );
    Needs::of(Source::of(place, T::KIND, method_has_body)).and(T::NEEDS)
}

/// Joins the needs of the arguments so far with those of one more.
///
/// # Panics
/// At compile time, when two of them consume the body.
#[must_use]
#[track_caller]
pub const fn one_body(before: Needs, argument: Needs) -> Needs {
    assert!(
        !(before.has(Needs::BODY) && argument.has(Needs::BODY)),
        "two arguments read the body; put both into one bean"
    );
    before.and(argument)
}
