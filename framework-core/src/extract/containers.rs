//! `Option`, `Vec` and `Result` as arguments.

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError, take::or_missing};
use crate::schema::Description;

/// `None` when it is missing, and only then.
impl<'r, T: FromRequest<'r>> FromRequest<'r> for Option<T> {
    const KIND: Kind = T::KIND;
    const NEEDS: Needs = T::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match T::from_request(loaded, parameter) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        description.optional(|description| T::describe(description, parameter));
    }
}

/// Every value of a repeated name, or a JSON array.
impl<'r, T: FromRequest<'r>> FromRequest<'r> for Vec<T> {
    const KIND: Kind = T::LIST_KIND;
    const NEEDS: Needs = T::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        T::list_from_request(loaded, parameter)
    }

    fn when_missing() -> Option<Self> {
        (T::LIST_KIND == Kind::Scalar).then(Vec::new)
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        T::describe_list(description, parameter);
    }
}

/// The handler decides what to do about an error.
impl<'r, T: FromRequest<'r>> FromRequest<'r> for Result<T, ParameterError> {
    const KIND: Kind = T::KIND;
    const NEEDS: Needs = T::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        Ok(or_missing(T::from_request(loaded, parameter)))
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        description.optional(|description| T::describe(description, parameter));
    }
}
