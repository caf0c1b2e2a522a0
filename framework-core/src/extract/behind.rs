//! Pointers as arguments: there are none, and the compiler says what to take instead.

use std::{rc::Rc, sync::Arc};

use super::{FromRequest, Kind, Loaded, Parameter, ParameterError};
use crate::schema::Description;

/// Nothing has it: what it asks of a type is never met, and its message is told.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{P}` as an argument",
    label = "cannot be made from a request",
    note = "what a request brings is taken by value: `{Self}`",
    note = "a component that the application is given is taken as `State<{P}>`, or by `#[construct]` for all of a controller"
)]
pub trait TakenBehind<P> {}

macro_rules! never {
    ($($pointer:ident $(?$sized:ident)?),*) => {$(
        impl<T: $(?$sized +)? TakenBehind<$pointer<T>>> FromRequest<'_> for $pointer<T> {
            const KIND: Kind = Kind::Request;

            fn from_request(_: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                Err(ParameterError::internal(parameter, "no request brings a pointer"))
            }

            fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
        }
    )*};
}

// A `Box<str>` is a text.
never!(Arc ?Sized, Rc ?Sized, Box);
