//! The constants that the macros write down, one for each annotated function.

use std::{
    any::{Any, TypeId},
    fmt,
    pin::Pin,
};

use crate::{
    Body, BoxError, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs},
    request::RouteInfo,
    schema::Description,
};

/// A route: what it answers, what it needs, how it is called and how it is described.
#[derive(Debug)]
pub struct Route {
    /// What it answers and where it stands.
    pub info: RouteInfo,
    /// The controller whose method it is; none for a free function.
    pub controller: Option<&'static Controller>,
    /// What must be there before the arguments can be made.
    pub needs: Needs,
    /// The generated function.
    pub call: Call,
    /// Describes parameters and responses.
    pub describe: fn(&mut Description<'_>),
}

inventory::collect!(&'static Route);

/// A boxed future.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The generated function that makes a controller.
pub(crate) type Constructor = for<'a> fn(&'a Context) -> BoxFuture<'a, Result<Box<Instance>, BoxError>>;

/// A controller, made once at start.
pub type Instance = dyn Any + Send + Sync;

/// The generated function of a synchronous handler: no future, nothing boxed.
pub(crate) type SyncCall = fn(&Context, &Instance, &Loaded) -> Result<Response, Invalid>;

/// The generated function of an asynchronous handler, or of one with guards: one boxed future.
pub(crate) type AsyncCall =
    for<'a> fn(&'a Context, &'a Instance, Box<Loaded>, Body) -> BoxFuture<'a, Result<Response, Invalid>>;

/// How a route is called.
#[derive(Clone, Copy)]
pub enum Call {
    /// At once, after the body is read.
    Sync(SyncCall),
    /// Over time; it runs its guards and reads the body itself.
    Async(AsyncCall),
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Call::Sync(_) => "Sync",
            Call::Async(_) => "Async",
        })
    }
}

/// A type whose methods are handlers.
#[derive(Debug)]
pub struct Controller {
    /// The type: one instance is made of it, whatever number of routes it has.
    pub id: fn() -> TypeId,
    /// Its name, as written.
    pub name: &'static str,
    /// Its documentation comment.
    pub documentation: &'static str,
    /// The source file of its declaration.
    pub file: &'static str,
    /// The line in that file.
    pub line: u32,
    /// What its constructor takes.
    pub components: &'static [Component],
    /// Makes the instance; called only when all `components` are there.
    pub construct: Constructor,
}

/// An argument of a constructor.
#[derive(Debug)]
pub struct Component {
    /// The name of its type.
    pub name: fn() -> &'static str,
    /// Whether the application was given one.
    pub is_there: fn(&Context) -> bool,
    /// The line of the constructor.
    pub line: u32,
}

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
