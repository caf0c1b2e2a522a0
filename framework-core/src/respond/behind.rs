//! What is behind a pointer or a lock as a response: it is none, and the compiler says what to return instead.

use std::{
    rc::Rc,
    sync::{Arc, MutexGuard, RwLockReadGuard, RwLockWriteGuard},
};

use super::IntoResponse;
use crate::{Invalid, Response, context::Context, schema::Description};

/// Nothing has it: what it asks of a type is never met, and its message is told.
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{P}`",
    label = "cannot be made into a response",
    note = "return what is behind it, a clone for instance: `{Self}`"
)]
pub trait ReturnedBehind<P> {}

macro_rules! never {
    ($([$($lifetime:lifetime)?] $pointer:ident),*) => {$(
        impl<$($lifetime,)? T: ReturnedBehind<$pointer<$($lifetime,)? T>>> IntoResponse for $pointer<$($lifetime,)? T> {
            fn into_response(self, _: &Context) -> Result<Response, Invalid> {
                Err(Invalid::internal("no pointer is returned"))
            }

            fn describe(_: &mut Description<'_>) {}
        }
    )*};
}

never!([] Arc, [] Rc, ['a] MutexGuard, ['a] RwLockReadGuard, ['a] RwLockWriteGuard);
