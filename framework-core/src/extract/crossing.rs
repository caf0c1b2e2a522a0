//! Which futures of generated code are asked whether they may change threads.

use std::{future::pending, marker::PhantomData, pin::Pin};

use super::{FromRequest, Guard, Take, Ward};
use crate::BoxFuture;

/// Boxes a future that holds what is listed in `L`: pairs of [`Own`], [`Ward`] and [`Take`], and `()` at the end.
///
/// A controller that threads cannot share, or an argument that no request gives, is a mistake that has been told. That
/// the futures of all handlers with it cannot change threads follows from it, and is not told.
#[derive(Debug)]
pub struct Crossing<L>(PhantomData<fn() -> L>);

/// A controller.
#[derive(Debug)]
pub struct Own<C>(PhantomData<fn() -> C>);

/// What may be held while waiting, as far as bounds say.
pub trait Usable {}

impl Usable for () {}

impl<C: Send + Sync + 'static, L: Usable> Usable for (Own<C>, L) {}

impl<G: Guard + Send, L: Usable> Usable for (Ward<G>, L) {}

impl<T: FromRequest<'static>, L: Usable> Usable for (Take<T>, L) {}

impl<C> Own<C> {
    /// To be listed.
    #[must_use]
    #[allow(clippy::new_without_default)] // generated code alone makes one
    pub const fn new() -> Self {
        Own(PhantomData)
    }
}

impl<L> Crossing<L> {
    /// Ready to box what holds all that is listed.
    #[inline]
    #[must_use]
    pub fn of(_: L) -> Self {
        Crossing(PhantomData)
    }
}

impl<L: Usable> Crossing<L> {
    /// The future, which may change threads.
    #[inline]
    pub fn boxed<'a, T>(self, future: BoxFuture<'a, T>) -> BoxFuture<'a, T> {
        future
    }
}

/// Found where something listed cannot be used.
pub trait OtherwiseCrossing: Sized {
    /// Never called.
    fn boxed<'a, T: 'a>(self, _: Pin<Box<dyn Future<Output = T> + 'a>>) -> BoxFuture<'a, T> {
        Box::pin(pending())
    }
}

impl<L> OtherwiseCrossing for Crossing<L> {}
