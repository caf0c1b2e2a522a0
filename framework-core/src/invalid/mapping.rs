//! Error types that say what they show to the outside, found by their type.

use std::{any::TypeId, error::Error};

use crate::HttpStatus;

/// What an error type shows to the outside; `#[derive(HttpError)]` implements it.
pub trait HttpError {
    /// Every status that [`public`](HttpError::public) may give, and 500 where it may give none.
    const STATUSES: &'static [u16];

    /// The messages that documentation shows beside the statuses.
    const MESSAGES: &'static [(u16, &'static str)] = &[];

    /// The status and the public message of a value; `None` is a 500 without a message.
    fn public(&self) -> Option<(HttpStatus, String)>;
}

/// Finds an [`HttpError`] by its type, when `?` has only an [`Error`].
#[derive(Debug)]
pub struct ErrorMapping {
    of: fn() -> TypeId,
    pub(super) public: fn(&(dyn Error + 'static)) -> Option<(HttpStatus, String)>,
    pub(crate) statuses: &'static [u16],
    pub(crate) messages: &'static [(u16, &'static str)],
}

inventory::collect!(ErrorMapping);

impl ErrorMapping {
    /// The mapping of a type, for the registry.
    #[must_use]
    pub const fn of_type<E: HttpError + IsError>() -> Self {
        ErrorMapping {
            of: || TypeId::of::<E>(),
            public: |error| error.downcast_ref::<E>()?.public(),
            statuses: E::STATUSES,
            messages: E::MESSAGES,
        }
    }

    /// The registered mapping of a type. Consulted on the error path and at start only.
    pub(crate) fn of(id: TypeId) -> Option<&'static ErrorMapping> {
        inventory::iter::<ErrorMapping>.into_iter().find(|mapping| (mapping.of)() == id)
    }
}

/// The mapping of a type that derives its `Error`: where that derive is not there, rustc says so.
#[derive(Debug)]
pub struct Mapped<E>(std::marker::PhantomData<E>);

impl<E: HttpError + IsError> Mapped<E> {
    /// The mapping.
    pub const MAPPING: ErrorMapping = ErrorMapping::of_type::<E>();

    /// Nothing: it is an error.
    pub const fn known() {}
}

/// Found where `E` is no error.
pub trait OtherwiseMapped {
    /// Never asked.
    const MAPPING: ErrorMapping = ErrorMapping { of: TypeId::of::<()>, public: |_| None, statuses: &[], messages: &[] };

    /// What a lint tells, unless rustc tells anything else.
    fn known() -> NoError {
        NoError
    }
}

impl<E> OtherwiseMapped for Mapped<E> {}

/// A type that derives something called `Error`, and is none.
#[derive(Debug)]
#[must_use = "a type with statuses is an error; implement `std::error::Error`, or derive it with `thiserror`"]
pub struct NoError;

/// An error that can cross threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error",
    label = "has statuses, and is no error",
    note = "implement `std::error::Error` for `{Self}`, or derive it with `thiserror`"
)]
pub trait IsError: Error + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<E: Error + Send + Sync + 'static> IsError for E {}
