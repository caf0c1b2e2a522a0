//! What a newtype wraps, so shaped that one which wraps no bean is told at the newtype alone.

use std::marker::PhantomData;

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::schema::Description;

/// Makes of a request what a newtype wraps.
#[derive(Debug)]
pub struct Wrapped<'r, T>(PhantomData<fn(&'r ()) -> T>);

impl<'r, T: FromRequest<'r>> Wrapped<'r, T> {
    /// As [`FromRequest::KIND`].
    pub const KIND: Kind = T::KIND;
    /// As [`FromRequest::LIST_KIND`].
    pub const LIST_KIND: Kind = T::LIST_KIND;
    /// As [`FromRequest::NEEDS`].
    pub const NEEDS: Needs = T::NEEDS;

    /// As [`FromRequest::from_request`].
    ///
    /// # Errors
    /// The same.
    #[inline]
    pub fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
        T::from_request(loaded, parameter)
    }

    /// As [`FromRequest::when_missing`].
    ///
    /// # Errors
    /// The same.
    pub fn when_missing(missing: ParameterError) -> Result<T, ParameterError> {
        T::when_missing(missing)
    }

    /// As [`FromRequest::list_from_request`].
    ///
    /// # Errors
    /// The same.
    #[inline]
    pub fn list_from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Vec<T>, ParameterError> {
        T::list_from_request(loaded, parameter)
    }

    /// As [`FromRequest::describe`].
    pub fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        T::describe(description, parameter);
    }

    /// As [`FromRequest::describe_list`].
    pub fn describe_list(description: &mut Description<'_>, parameter: &'static Parameter) {
        T::describe_list(description, parameter);
    }
}

/// Found where `T` is no [`FromRequest`].
pub trait OtherwiseWrapped<'r, T>: Sized {
    /// It cannot be taken.
    const KIND: Kind = Kind::Nothing;
    /// Nor can a list of it.
    const LIST_KIND: Kind = Kind::Nothing;
    /// Never asked.
    const NEEDS: Needs = Needs::NONE;

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn from_request(_: &'r Loaded, parameter: &'static Parameter) -> Result<T, ParameterError> {
        Err(untaken(parameter))
    }

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn when_missing(missing: ParameterError) -> Result<T, ParameterError> {
        Err(missing)
    }

    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn list_from_request(_: &'r Loaded, parameter: &'static Parameter) -> Result<Vec<T>, ParameterError> {
        Err(untaken(parameter))
    }

    /// Never called.
    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}

    /// Never called.
    fn describe_list(_: &mut Description<'_>, _: &'static Parameter) {}
}

impl<'r, T> OtherwiseWrapped<'r, T> for Wrapped<'r, T> {}

fn untaken(parameter: &'static Parameter) -> ParameterError {
    ParameterError::invalid(parameter, "wraps what cannot be taken")
}

/// The kind of a newtype. Where it wraps no JSON, that has been told, and whoever takes it is not blamed.
#[must_use]
pub const fn wrapped(kind: Kind, is_json: bool) -> Kind {
    if is_json { kind } else { Kind::Scalar }
}
