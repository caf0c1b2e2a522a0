//! `Option`, `Vec`, other lists, and `Result` as arguments.

use std::{
    collections::{BTreeSet, HashSet, LinkedList, VecDeque},
    hash::Hash,
};

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError};
use crate::schema::Description;

/// `None` when it is missing or JSON's `null`, and only then.
impl<'r, T: FromRequest<'r>> FromRequest<'r> for Option<T> {
    const KIND: Kind = T::KIND;
    const NEEDS: Needs = T::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match T::from_request(loaded, parameter) {
            Err(error) if error.is_of_null() => Ok(None),
            made => made.map(Some),
        }
    }

    fn when_missing(_: ParameterError) -> Result<Self, ParameterError> {
        Ok(None)
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

    fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
        if T::LIST_KIND == Kind::Scalar { Ok(Vec::new()) } else { Err(missing) }
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        T::describe_list(description, parameter);
    }
}

/// What a set or a map finds by its hash.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be in a `HashSet`",
    label = "cannot be hashed and compared",
    note = "derive what is missing, as `#[derive(Bean, PartialEq, Eq, Hash)]`; of floats, which are not equal to themselves, take a `Vec`"
)]
pub trait Hashed: Hash + Eq {}

#[diagnostic::do_not_recommend]
impl<T: Hash + Eq> Hashed for T {}

macro_rules! lists {
    ($($type:ty $(: $($bound:ident)+)?;)*) => {$(
        /// Taken as a `Vec` is.
        impl<'r, T: FromRequest<'r> $($(+ $bound)+)?> FromRequest<'r> for $type {
            const KIND: Kind = T::LIST_KIND;
            const NEEDS: Needs = T::NEEDS;

            fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                T::list_from_request(loaded, parameter).map(|list| list.into_iter().collect())
            }

            fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
                Vec::<T>::when_missing(missing).map(|list| list.into_iter().collect())
            }

            fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
                T::describe_list(description, parameter);
            }
        }
    )*};
}

lists! {
    VecDeque<T>;
    LinkedList<T>;
    Box<[T]>;
    BTreeSet<T>: Ord;
    HashSet<T>: Hashed;
}

/// The handler decides what to do about an error.
impl<'r, T: FromRequest<'r>> FromRequest<'r> for Result<T, ParameterError> {
    const KIND: Kind = T::KIND;
    const NEEDS: Needs = T::NEEDS;

    fn from_request(loaded: &'r Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        match T::from_request(loaded, parameter) {
            Err(missing) if missing.is_missing() => Err(missing), // a default may stand for it
            made => Ok(made),
        }
    }

    fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
        Ok(T::when_missing(missing))
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        description.undecided(|description| T::describe(description, parameter));
    }
}
