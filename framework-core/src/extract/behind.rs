//! What no handler can take: pointers, responses, a single cookie. The compiler says what to take instead.

use std::{rc::Rc, sync::Arc};

use super::{FromRequest, Kind, Loaded, Parameter, ParameterError};
use crate::{cookie::Cookie, schema::Description};

/// Nothing has it: what it asks of a type is never met, and its message is told.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{P}` as an argument",
    label = "cannot be made from a request",
    note = "what a request brings is taken by value: `{Self}`",
    note = "a component that the application is given is taken as `State<{P}>`, or by `#[construct]` for all of a controller"
)]
pub trait TakenBehind<P> {}

/// The same of what may be changed. What is borrowed is left to programs, which may have `&'r Type` made of a request.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{P}` as an argument",
    label = "cannot be made from a request",
    note = "what a request brings is taken by value: write `mut name: {T}`",
    note = "a component that the application is given is taken as `State<{T}>`, or by `#[construct]` for all of a controller"
)]
pub trait TakenMutably<T: ?Sized, P> {}

/// The same of responses.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{P}` as an argument",
    label = "is what a handler returns",
    note = "drop the argument, and return it: `-> Response`, or a value as it is, `-> String`"
)]
pub trait TakenResponse<P> {}

/// The same of a cookie.
#[diagnostic::on_unimplemented(
    message = "a handler cannot take `{P}` as an argument",
    label = "is what a handler sets",
    note = "write `#[cookie] name: &str` for the value of one, `cookies: Cookies` for all"
)]
pub trait TakenCookie<P> {}

/// Whom these conditions are asked of: of the type itself, rustc would tell what it tells of any type.
#[derive(Debug)]
pub struct Nobody;

macro_rules! never {
    ($([$($generics:tt)*] $type:ty $(, if [$($condition:tt)*])?;)*) => {$(
        impl<$($generics)*> FromRequest<'_> for $type
        $(where
            $($condition)*,)?
        {
            const KIND: Kind = Kind::Request;

            fn from_request(_: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
                Err(ParameterError::internal(parameter, "no request brings it"))
            }

            fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
        }
    )*};
}

// A condition without a parameter would be judged at once: hence `for<'never>`.
never! {
    [T: ?Sized + TakenBehind<Arc<T>>] Arc<T>;
    [T: ?Sized + TakenBehind<Rc<T>>] Rc<T>;
    [T: ?Sized + TakenBehind<Box<T>>] Box<T>;
    ['a, T: ?Sized] &'a mut T, if [Nobody: TakenMutably<T, &'a mut T>];
    [B] http::Response<B>, if [Nobody: TakenResponse<http::Response<B>>];
    [] Cookie, if [for<'never> &'never Nobody: TakenCookie<Cookie>];
}
