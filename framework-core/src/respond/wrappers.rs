//! `Option`, `Result`, `(HttpStatus, T)` and `Invalid` itself, as responses.

use std::any::TypeId;

use super::{IntoResponse, Prefixing, kinds, statuses::with_status};
use crate::{
    HttpStatus, Invalid, Response,
    context::Context,
    invalid::{ErrorMapping, IntoInvalid},
    schema::Description,
};

/// `None` is a 404.
impl<T: IntoResponse> IntoResponse for Option<T> {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = T::IS_FINAL;

    #[inline]
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        match self {
            Some(value) => value.into_response(context),
            None => Err(Invalid::of(HttpStatus::NOT_FOUND)),
        }
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        match self {
            Some(value) => value.into_prefixed_response(context),
            None => Err(Invalid::of(HttpStatus::NOT_FOUND)),
        }
    }

    fn describe(description: &mut Description<'_>) {
        T::describe(description);
        description.problem(HttpStatus::NOT_FOUND);
    }
}

impl<T: IntoResponse, E: IntoInvalid> IntoResponse for Result<T, E> {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = T::IS_FINAL;

    #[inline]
    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        match self {
            Ok(value) => value.into_response(context),
            Err(error) => Err(error.into_invalid()),
        }
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        match self {
            Ok(value) => value.into_prefixed_response(context),
            Err(error) => Err(error.into_invalid()),
        }
    }

    fn describe(description: &mut Description<'_>) {
        T::describe(description);
        let error = TypeId::of::<E>();
        match ErrorMapping::of(error) {
            Some(mapping) => {
                let statuses = mapping.statuses.iter().filter_map(|code| HttpStatus::try_from(*code).ok());
                statuses.for_each(|status| description.problem(status));
                let messages = mapping.messages.iter().filter(|(_, message)| !message.is_empty());
                let messages =
                    messages.filter_map(|(code, message)| Some((HttpStatus::try_from(*code).ok()?, *message)));
                messages.for_each(|(status, message)| description.reason(status, message));
            }
            None if error == TypeId::of::<Invalid>() => description.any_problem(),
            None => match kinds::described(error) {
                Some(describe) => describe(description),
                // A 500, unless the program converts it itself.
                None => {
                    description.problem(HttpStatus::INTERNAL_SERVER_ERROR);
                    description.any_problem();
                }
            },
        }
    }
}

/// The value with that status.
impl<T: IntoResponse> IntoResponse for (HttpStatus, T) {
    const PREFIXES: Prefixing = T::PREFIXES;
    const IS_FINAL: bool = T::IS_FINAL;

    fn into_response(self, context: &Context) -> Result<Response, Invalid> {
        let (status, value) = self;
        with_status(value.into_response(context), status)
    }

    fn into_prefixed_response(self, context: &Context) -> Result<Response, Invalid> {
        let (status, value) = self;
        with_status(value.into_prefixed_response(context), status)
    }

    fn describe(description: &mut Description<'_>) {
        description.any_status(T::describe);
    }
}

impl IntoResponse for Invalid {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Err(self)
    }

    fn describe(description: &mut Description<'_>) {
        description.any_problem();
    }
}
