//! Functions of a program that answer refusals in place of the rendering.

use std::collections::BTreeMap;

use super::Invalid;
use crate::{BoxFuture, HttpStatus, Response, context::Context, request::RequestHead, schema::Description};

/// A function that answers refusals: `#[invalid_handler]` writes it down.
#[derive(Debug)]
pub struct InvalidHandler {
    /// The status that it answers; none for all that have no function of their own.
    pub status: Option<u16>,
    /// Calls it.
    pub call: InvalidCall,
    /// Describes what it sends.
    pub describe: fn(&mut Description<'_>),
    /// The function.
    pub function: &'static str,
    /// The module in which it stands.
    pub module: &'static str,
    /// The package that declares it.
    pub package: &'static str,
    /// Its source file.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
}

inventory::collect!(InvalidHandler);

/// The generated function that calls one.
pub(crate) type InvalidCall =
    for<'a> fn(&'a Invalid, &'a RequestHead, &'a Context) -> BoxFuture<'a, Result<Response, Invalid>>;

/// Those of an application, by their statuses.
#[derive(Debug, Default)]
pub(crate) struct InvalidHandlers(BTreeMap<Option<u16>, &'static InvalidHandler>);

impl InvalidHandlers {
    /// Adds one; gives the one that it replaces.
    pub(crate) fn insert(&mut self, handler: &'static InvalidHandler) -> Option<&'static InvalidHandler> {
        self.0.insert(handler.status, handler)
    }

    /// The one that answers a status: its own before the one for all.
    pub(crate) fn of(&self, status: HttpStatus) -> Option<&'static InvalidHandler> {
        self.0.get(&Some(status.code())).or_else(|| self.0.get(&None)).copied()
    }

    /// All of them.
    #[cfg(feature = "openapi")]
    pub(crate) fn all(&self) -> Vec<&'static InvalidHandler> {
        self.0.values().copied().collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a function with `#[invalid_handler]` may take.
#[diagnostic::on_unimplemented(
    message = "an invalid handler cannot take `{Self}`",
    label = "neither `&Invalid` nor `&RequestHead`",
    note = "write `fn page(invalid: &Invalid, request: &RequestHead) -> …`"
)]
pub trait OfInvalid<'a>: Sized {
    /// Picks it.
    fn of_invalid(invalid: &'a Invalid, request: &'a RequestHead) -> Self;
}

impl<'a> OfInvalid<'a> for &'a Invalid {
    fn of_invalid(invalid: &'a Invalid, _: &'a RequestHead) -> Self {
        invalid
    }
}

impl<'a> OfInvalid<'a> for &'a RequestHead {
    fn of_invalid(_: &'a Invalid, request: &'a RequestHead) -> Self {
        request
    }
}

/// An argument of a function with `#[invalid_handler]`.
pub fn of_invalid<'a, T: OfInvalid<'a>>(invalid: &'a Invalid, request: &'a RequestHead) -> T {
    T::of_invalid(invalid, request)
}
