//! Checks a value that has been read: its own rules and those of everything in it.
//!
//! On the good path nothing is written: a pointer is put together only when a violation comes out of a member.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    At, Fields, Json, Readable, Ruled, Rules, Violation,
    effort::{bounded, size},
};

/// The value, if it breaks no rule.
pub(crate) fn checked<T: Json>(value: T) -> Result<T, Vec<Violation>> {
    if T::RULES {
        let mut at = At::default();
        value.validate(&mut at);
        if !at.is_empty() {
            return Err(at.into_violations());
        }
    }
    Ok(value)
}

/// Reads a value and checks it; whether it could be read.
pub type Check = fn(&Value, &mut At) -> bool;

/// Checks a whole bean.
pub fn check_whole<T: Readable>(value: &Value, at: &mut At) -> bool {
    let read = bounded(size(value), || T::deserialize(value));
    read.is_ok_and(|read| read.map(|value| value.validate(at)).is_ok())
}

impl At {
    /// Checks the rules of a member.
    #[inline]
    pub fn ruled<B: Ruled<MEMBER>, const MEMBER: usize>(&mut self, name: &'static str, value: &B::Of) {
        self.within(|| name.into(), |at| B::rules(&mut Rules::check(value, at)));
    }

    /// Checks the rules of the value that is here itself.
    #[inline]
    pub fn ruled_here<B: Ruled<MEMBER>, const MEMBER: usize>(&mut self, value: &B::Of) {
        B::rules(&mut Rules::check(value, self));
    }

    /// Reports what a function of the program found.
    pub fn custom<E: IntoViolations>(&mut self, result: Result<(), E>) {
        let Err(violations) = result else { return };
        violations.into_violations().into_iter().for_each(|violation| self.add(violation));
    }

    /// Looks at a part; its name is asked for when something is wrong with it.
    #[inline]
    pub(super) fn within<'n>(&mut self, name: impl FnOnce() -> Cow<'n, str>, look: impl FnOnce(&mut At)) {
        let before = self.count();
        look(self);
        if self.count() > before {
            self.lead(before, &name());
        }
    }
}

/// A member of a bean, whose own rules are checked.
#[derive(Debug)]
pub struct Nested<'a, T>(pub &'a T);

impl<T: Json> Nested<'_, T> {
    /// Whether it stands in JSON.
    pub const IS_JSON: bool = true;
    /// Whether a bean may leave it out.
    pub const OPTIONAL: bool = T::OPTIONAL;
    /// Whether it takes members of any name.
    pub const OPEN: bool = T::OPEN;
    /// Whether it has parts.
    pub const PARTS: bool = T::PARTS;
    /// Whether a value may break a rule.
    pub const RULES: bool = T::RULES;
    /// Whether none can be without a file.
    pub const FILES: bool = T::FILES;

    /// Looks for everything wrong with a newtype of it: at once where that can be read, otherwise at what it wraps.
    pub fn examine(value: &Value, at: &mut At, check: Option<Check>) {
        if !at.checks(value, check) {
            T::examine(value, at);
        }
    }

    /// What the fields of a form or a query string stand for, as JSON.
    #[must_use]
    pub fn from_fields(fields: &Fields<'_>) -> Value {
        T::from_fields(fields)
    }

    /// Reads it alone and checks it by the rules of a bean.
    pub fn check<B: Ruled<MEMBER, Of = T>, const MEMBER: usize>(value: &Value, at: &mut At) -> bool
    where
        T: Readable,
    {
        let Ok(Ok(value)) = bounded(size(value), || T::deserialize(value)) else { return false };
        B::rules(&mut Rules::check(&value, at));
        value.validate(at);
        true
    }

    /// It can be read, which is asked of it here alone: the method is chosen before.
    #[must_use]
    #[inline]
    pub fn read(self) -> Self
    where
        T: Readable,
    {
        self
    }

    /// Checks it under its name.
    #[inline]
    pub fn validate(self, name: &'static str, at: &mut At) {
        if T::RULES {
            at.within(|| name.into(), |at| self.0.validate(at));
        }
    }

    /// Checks it where it is: it is flattened, or all there is.
    #[inline]
    pub fn validate_here(self, at: &mut At) {
        self.0.validate(at);
    }
}

/// Found where `T` is not [`Json`], which has been said elsewhere.
pub trait OtherwiseNested: Sized {
    /// It does not.
    const IS_JSON: bool = false;
    /// Never asked.
    const OPTIONAL: bool = false;
    /// Never asked.
    const OPEN: bool = false;
    /// Never asked.
    const PARTS: bool = false;
    /// Never asked.
    const RULES: bool = false;
    /// Never asked.
    const FILES: bool = false;

    /// Never called.
    fn examine(_: &Value, _: &mut At, _: Option<Check>) {}

    /// Never called.
    fn check<B, const MEMBER: usize>(_: &Value, _: &mut At) -> bool {
        false
    }

    /// Never called.
    #[must_use]
    fn from_fields(_: &Fields<'_>) -> Value {
        Value::Null
    }

    /// Does nothing.
    #[must_use]
    fn sent(self) -> Self {
        self
    }

    /// Does nothing.
    #[must_use]
    fn named(self) -> Self {
        self
    }

    /// Does nothing.
    #[must_use]
    fn read(self) -> Self {
        self
    }

    /// Does nothing.
    fn validate(self, _: &'static str, _: &mut At) {}

    /// Does nothing.
    fn validate_here(self, _: &mut At) {}
}

impl<T> OtherwiseNested for Nested<'_, T> {}

/// What a rule of the program says about a value that breaks it: a text, a [`Violation`], or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what is wrong with a value",
    label = "not a text, a `Violation` or a list of them",
    note = "a rule returns `Result<(), E>`, where `E` is `&'static str`, `String`, `Violation` or `Vec<Violation>`"
)]
pub trait IntoViolations {
    /// The violations.
    fn into_violations(self) -> Vec<Violation>;
}

impl IntoViolations for Vec<Violation> {
    fn into_violations(self) -> Vec<Violation> {
        self
    }
}

impl IntoViolations for Violation {
    fn into_violations(self) -> Vec<Violation> {
        vec![self]
    }
}

macro_rules! texts {
    ($($type:ty),*) => {$(
        impl IntoViolations for $type {
            fn into_violations(self) -> Vec<Violation> {
                vec![Violation::new("", self)]
            }
        }
    )*};
}

texts!(&'static str, String, Cow<'static, str>);
