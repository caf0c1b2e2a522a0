//! Calls that generated code makes, so shaped that a type which cannot be returned gives exactly one error.

use std::marker::PhantomData;

use super::{IntoResponse, Prefixing, sound};
use crate::{Invalid, Response, context::Context, invalid::HttpError, schema::Description};

/// A returned value.
#[derive(Debug)]
pub struct Give<T>(pub T);

impl<T: IntoResponse> Give<T> {
    /// Whether its prefix counts.
    pub const PREFIXES: Prefixing = T::PREFIXES;

    /// Whether its status can be sent.
    pub const IS_FINAL: bool = T::IS_FINAL;

    /// The response.
    ///
    /// # Errors
    /// As [`IntoResponse::into_response`].
    #[inline]
    pub fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        sound(self.0.into_response(context))
    }

    /// The response, where the handler says `prefixed`.
    ///
    /// # Errors
    /// As [`IntoResponse::into_prefixed_response`].
    #[inline]
    pub fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        sound(self.0.into_prefixed_response(context))
    }
}

/// Found where `T` is no [`IntoResponse`]; [`returned`] has already said so.
pub trait OtherwiseGive: Sized {
    /// Never asked.
    const PREFIXES: Prefixing = Prefixing::Never;

    /// Never asked.
    const IS_FINAL: bool = true;

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Err(Invalid::internal("a type that cannot be returned"))
    }

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        self.into_response(context)
    }
}

impl<T> OtherwiseGive for Give<T> {}

/// The response of a value, where its bound is demanded by this alone.
///
/// # Errors
/// As [`IntoResponse::into_response`].
pub fn answer_of<T: IntoResponse>(value: T, context: &Context) -> Result<Response, Invalid> {
    value.into_response(context)
}

/// Stands for an argument in a call that is type-checked and never made.
pub fn never<T>() -> T {
    unreachable!("called only in code that never runs")
}

/// What a function returns, to be described where its bound is demanded elsewhere.
#[derive(Debug)]
pub struct Shape<T>(PhantomData<fn() -> T>);

/// The shape of what a function returns.
pub fn shape_of<R, F: FnOnce() -> R>(_: F) -> Shape<R> {
    Shape(PhantomData)
}

/// The shape of what an asynchronous function returns.
pub fn shape_of_async<F: Future>(_: impl FnOnce() -> F) -> Shape<F::Output> {
    Shape(PhantomData)
}

impl<T: IntoResponse> Shape<T> {
    /// What [`returned`] is asked of: itself.
    #[must_use]
    pub fn asked(self) -> Self {
        self
    }

    /// Nothing: it can be returned.
    pub fn known(&self) {}

    /// Describes it.
    pub fn describe(self, description: &mut Description<'_>) {
        T::describe(description);
    }
}

/// The description of what a handler returns: the one place that demands the bound.
pub fn returned<T: IntoResponse>(_: Shape<T>) -> fn(&mut Description<'_>) {
    T::describe
}

/// Found where the error of a handler has statuses and is no error, which is said where it is declared.
pub trait OtherwiseFailed: Sized {
    /// What nobody is blamed for.
    #[must_use]
    fn asked(self) -> Shape<()> {
        Shape(PhantomData)
    }
}

impl<T, E: HttpError> OtherwiseFailed for Shape<Result<T, E>> {}

/// Found, a reference further, where `T` is no [`IntoResponse`].
pub trait OtherwiseReturned<T>: Sized {
    /// Itself, so that it is blamed.
    #[must_use]
    fn asked(self) -> Shape<T> {
        Shape(PhantomData)
    }
}

impl<T> OtherwiseReturned<T> for &Shape<T> {}

/// A type of which rustc seemed to tell what is wrong, and told nothing.
#[derive(Debug)]
#[must_use = "what this handler returns is no bean; import the derive and write `#[derive(Bean)]`, or implement `IntoResponse`"]
pub struct Unsendable;

/// Found where `T` is no [`IntoResponse`]; [`answer_of`] has already said so.
pub trait OtherwiseShape: Sized {
    /// What a lint tells, unless rustc tells anything else.
    fn known(&self) -> Unsendable {
        Unsendable
    }

    /// Never called.
    fn describe(self, _: &mut Description<'_>) {}
}

impl<T> OtherwiseShape for Shape<T> {}
