//! What stands in for the rules of a value that is no JSON, which has been said: it is not blamed for its rules, too.

use std::ops::Bound;

use super::{Rules, TextPattern};
use crate::bean::Json;

impl<T: Json> Rules<'_, T> {
    /// The rules of what stands in JSON.
    #[inline]
    pub fn of_json(&mut self) -> &mut Self {
        self
    }
}

/// Found where `T` is no [`Json`].
pub trait OtherwiseRules {
    /// No rules.
    fn of_json(&mut self) -> Unruled {
        Unruled
    }
}

impl<T> OtherwiseRules for Rules<'_, T> {}

/// Takes every rule, and is never asked.
#[derive(Debug)]
pub struct Unruled;

impl Unruled {
    /// As [`Rules::length`].
    pub fn length(&mut self, _: Option<usize>, _: Option<usize>) {}

    /// As [`Rules::range`].
    pub fn range<E>(&mut self, _: Bound<E>, _: Bound<E>) {}

    /// As [`Rules::pattern`].
    pub fn pattern(&mut self, _: &'static TextPattern) {}

    /// As [`Rules::email`].
    pub fn email(&mut self) {}

    /// As [`Rules::url`].
    pub fn url(&mut self) {}

    /// As [`Rules::uuid`].
    pub fn uuid(&mut self) {}

    /// As [`Rules::one_of`].
    pub fn one_of<C: ?Sized>(&mut self, _: &C) {}

    /// As [`Rules::unique`].
    pub fn unique(&mut self) {}

    /// As [`Rules::each`].
    pub fn each(&mut self, _: impl Fn(&mut Unruled)) {}
}
