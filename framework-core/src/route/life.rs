//! How a controller begins and ends, so shaped that a type which does not fit gives exactly one error.

use std::marker::PhantomData;

use super::Instance;
use crate::{
    BoxError,
    context::{Context, IsComponent},
    extract::{Crossing, Own, Usable},
};

/// What can be a controller: requests on any thread share it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a controller: it cannot be shared by threads",
    label = "shared by all requests",
    note = "keep what changes in an atomic or a `Mutex`, not in a `Cell` or a `RefCell`, and share by `Arc`, not by `Rc`",
    note = "an object says that threads may share it: `Box<dyn Trait + Send + Sync>`"
)]
pub trait IsController: Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<C: Send + Sync + 'static> IsController for C {}

impl<C: Send + Sync + 'static> Own<C> {
    /// The controller, ready to be shared.
    ///
    /// # Errors
    /// None: it stands at the end of a function that has some.
    pub fn shared(self, controller: C) -> Result<Box<Instance>, BoxError> {
        Ok(Box::new(controller))
    }
}

/// Found where threads cannot share `C`; [`Crossing::controller`] has already said so.
pub trait OtherwiseOwn<C>: Sized {
    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn shared(self, _: C) -> Result<Box<Instance>, BoxError> {
        Err("not a controller".into())
    }
}

impl<C> OtherwiseOwn<C> for Own<C> {}

impl<L: Usable> Crossing<L> {
    /// The one place that demands of a controller that threads can share it; `L` lists what it is made of.
    #[inline]
    pub fn controller<C: IsController>(self, _: Own<C>) {}
}

/// Found where a controller is made of what cannot be a component; [`Component::of`](super::Component::of) has already
/// said so, and a controller that keeps it is mended with it.
pub trait OtherwiseController: Sized {
    /// Never called.
    fn controller<C>(self, _: Own<C>) {}
}

impl<L> OtherwiseController for Crossing<L> {}

impl<T: IsComponent, L: Usable> Usable for (Fetch<T>, L) {}

/// Fetches a component of type `T`.
#[derive(Debug)]
pub struct Fetch<T>(PhantomData<fn() -> T>);

impl<T> Fetch<T> {
    /// Ready to fetch.
    #[must_use]
    #[allow(clippy::new_without_default)] // generated code alone makes one
    pub const fn new() -> Self {
        Fetch(PhantomData)
    }
}

impl<T: Clone + Send + Sync + 'static> Fetch<T> {
    /// The component; whether it is there was asked before.
    ///
    /// # Errors
    /// It is not there after all.
    pub fn fetch(self, context: &Context) -> Result<T, BoxError> {
        context.component().ok_or_else(|| format!("no component `{}`", std::any::type_name::<T>()).into())
    }
}

/// Found where `T` cannot be a component; [`Component::of`](super::Component::of) has already said so.
pub trait OtherwiseFetch<T>: Sized {
    /// Never called.
    ///
    /// # Errors
    /// Always.
    fn fetch(self, _: &Context) -> Result<T, BoxError> {
        Err("not a component".into())
    }
}

impl<T> OtherwiseFetch<T> for Fetch<T> {}

/// What a constructor returns: the controller, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`#[construct]` must return `{C}` or `Result<{C}, E>`, not `{Self}`",
    label = "not the controller"
)]
pub trait Constructed<C> {
    /// The controller.
    ///
    /// # Errors
    /// The constructor's own; it stops the start.
    fn into_result(self) -> Result<C, BoxError>;
}

impl<C> Constructed<C> for C {
    fn into_result(self) -> Result<C, BoxError> {
        Ok(self)
    }
}

impl<C, E: ConstructError> Constructed<C> for Result<C, E> {
    fn into_result(self) -> Result<C, BoxError> {
        self.map_err(ConstructError::into_error)
    }
}

/// What may stand as the error of a constructor; it stops the start.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stop the start: it is no error",
    label = "the error of a constructor",
    note = "implement `std::error::Error` for `{Self}`, or use `String` as the error"
)]
pub trait ConstructError {
    /// The error.
    fn into_error(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> ConstructError for E {
    fn into_error(self) -> BoxError {
        self.into()
    }
}

/// What a destructor returns: nothing, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "`#[on_stop]` and `#[destruct]` must return nothing or `Result<(), E>`, not `{Self}`",
    label = "neither nothing nor a `Result` of it"
)]
pub trait Ended {
    /// Nothing.
    ///
    /// # Errors
    /// The destructor's own; it is logged.
    fn into_result(self) -> Result<(), BoxError>;
}

impl Ended for () {
    fn into_result(self) -> Result<(), BoxError> {
        Ok(())
    }
}

impl<E: ConstructError> Ended for Result<(), E> {
    fn into_result(self) -> Result<(), BoxError> {
        self.map_err(ConstructError::into_error)
    }
}

/// A controller without `#[construct]`: one that has a default.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made at start",
    label = "a controller without a constructor",
    note = "derive `Default` for `{Self}`, or mark a function that makes one with `#[construct]`"
)]
pub trait Constructible: Sized {
    /// The controller.
    fn construct() -> Self;
}

impl<C: Default> Constructible for C {
    fn construct() -> Self {
        C::default()
    }
}
