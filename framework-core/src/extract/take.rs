//! Calls that generated code makes, so shaped that a missing bound gives exactly one error.
//!
//! The inherent method carries the bound; where it does not hold, the trait's method of the same name is found
//! instead and says nothing, because `needs_of` has already said it.

use std::marker::PhantomData;

use super::{Errors, FromRequest, Guard, Kind, Loaded, Needs, Parameter, ParameterError, Reported};
use crate::{Invalid, request::RequestHead, schema::Description};

/// Makes an argument of type `T`.
#[derive(Debug, Clone, Copy)]
pub struct Take<T>(PhantomData<fn() -> T>);

impl<T> Take<T> {
    /// Ready to take.
    #[must_use]
    #[allow(clippy::new_without_default)] // generated code alone makes one
    pub const fn new() -> Self {
        Take(PhantomData)
    }
}

impl<'r, T: FromRequest<'r>> Take<T> {
    /// Makes the argument, or reports why not.
    ///
    /// # Errors
    /// That it was reported.
    #[inline]
    pub fn take(self, errors: &mut Errors, loaded: &'r Loaded, parameter: &'static Parameter) -> Result<T, Reported> {
        or_missing(T::from_request(loaded, parameter)).map_err(|error| errors.report(error))
    }

    /// The same, with a value for what is missing.
    ///
    /// # Errors
    /// That it was reported.
    #[inline]
    pub fn take_or(
        self,
        errors: &mut Errors,
        loaded: &'r Loaded,
        parameter: &'static Parameter,
        default: impl FnOnce() -> T,
    ) -> Result<T, Reported> {
        match T::from_request(loaded, parameter) {
            Err(error) if error.is_missing() => Ok(default()),
            result => result.map_err(|error| errors.report(error)),
        }
    }
}

/// Lets a type stand in for what is missing.
fn or_missing<'r, T: FromRequest<'r>>(made: Result<T, ParameterError>) -> Result<T, ParameterError> {
    match made {
        Err(error) if error.is_missing() => T::when_missing(error),
        made => made,
    }
}

impl<T: FromRequest<'static>> Take<T> {
    /// What kind of argument it is.
    pub const KIND: Kind = T::KIND;

    /// What it needs of its own.
    pub const NEEDS: Needs = T::NEEDS;

    /// Whether a caller gives it; otherwise it is made from the request as a whole.
    pub const IS_GIVEN: bool = !matches!(T::KIND, Kind::Request);

    /// Nothing: it is an argument.
    pub const fn known(self) {}

    /// Describes the argument.
    pub fn describe(self, description: &mut Description<'_>, parameter: &'static Parameter) {
        description.documented(parameter.documentation, |description| T::describe(description, parameter));
    }
}

/// A type of which rustc seemed to tell what is wrong, and told nothing.
#[derive(Debug)]
#[must_use = "a type in this handler's signature is no bean; import the derive and write `#[derive(Bean)]`, or implement `FromRequest`"]
pub struct Unknown;

/// Found where `T` is no [`FromRequest`].
pub trait OtherwiseTake<T>: Sized {
    /// Never asked.
    const KIND: Kind = Kind::Scalar;

    /// Never asked.
    const NEEDS: Needs = Needs::NONE;

    /// Never asked.
    const IS_GIVEN: bool = true;

    /// What a lint tells, unless rustc tells anything else.
    fn known(self) -> Unknown {
        Unknown
    }

    /// Never called.
    fn describe(self, _: &mut Description<'_>, _: &'static Parameter) {}

    /// Never called.
    ///
    /// # Errors
    /// Never.
    fn take(self, _: &mut Errors, _: &Loaded, _: &'static Parameter) -> Result<T, Reported> {
        Err(Reported)
    }

    /// Never called.
    ///
    /// # Errors
    /// Never.
    fn take_or(self, _: &mut Errors, _: &Loaded, _: &'static Parameter, _: impl FnOnce() -> T) -> Result<T, Reported> {
        Err(Reported)
    }
}

impl<T> OtherwiseTake<T> for Take<T> {}

/// Lets a guard of type `G` decide.
#[derive(Debug)]
pub struct Ward<G>(PhantomData<fn() -> G>);

impl<G> Ward<G> {
    /// Ready to decide.
    #[must_use]
    #[allow(clippy::new_without_default)] // generated code alone makes one
    pub const fn new() -> Self {
        Ward(PhantomData)
    }
}

impl<G: Guard> Ward<G> {
    /// The guard's decision.
    ///
    /// # Errors
    /// The guard's own.
    pub fn guard(self, head: &RequestHead) -> impl Future<Output = Result<G, Invalid>> + Send {
        G::guard(head)
    }

    /// Describes what it refuses.
    pub fn describe(self, description: &mut Description<'_>) {
        G::describe(description);
    }
}

/// Found where `G` is no [`Guard`].
pub trait OtherwiseWard<G>: Sized {
    /// Never called.
    fn guard(self, _: &RequestHead) -> impl Future<Output = Result<G, Invalid>> + Send {
        std::future::pending()
    }

    /// Never called.
    fn describe(self, _: &mut Description<'_>) {}
}

impl<G> OtherwiseWard<G> for Ward<G> {}
