//! The constants that the macros write down, one for each annotated function.

mod life;

pub(crate) use life::ConstructError;
pub use life::{
    Constructed, Constructible, Ended, Fetch, IsController, OtherwiseController, OtherwiseFetch, OtherwiseOwn,
};

use std::{
    any::{Any, TypeId},
    fmt,
};

use crate::{
    Body, BoxError, BoxFuture, Invalid, Response,
    context::{Context, IsComponent},
    extract::{Loaded, Needs},
    request::{RequestHead, RouteInfo},
    schema::Description,
    switching::{Door, Handshake},
    takeover::StopReason,
};

/// A route: what it answers, what it needs, how it is called and how it is described.
#[derive(Debug)]
pub struct Route {
    /// What it answers and where it stands.
    pub info: RouteInfo,
    /// The controller whose method it is; none for a free function.
    pub controller: Option<&'static Controller>,
    /// Whether it stands in the program itself (or a test), not in a library.
    pub in_program: bool,
    /// What must be there before the arguments can be made.
    pub needs: Needs,
    /// The generated function.
    pub call: Call,
    /// What documentation says of it as a whole.
    pub api: Api,
    /// Describes parameters and responses.
    pub describe: fn(&mut Description<'_>),
}

inventory::collect!(&'static Route);

/// What documentation says of a route as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Api {
    /// The version of the package that declares it.
    pub version: &'static str,
    /// Whether it is left out.
    pub hidden: bool,
    /// Why it should not be called any more, where that is said; it may be empty.
    pub deprecated: Option<&'static str>,
}

/// A constraint of the program's own, for patterns.
#[derive(Debug)]
pub struct PathConstraint {
    /// Its name in patterns.
    pub name: &'static str,
    /// Whether a segment satisfies it.
    pub check: fn(&str) -> bool,
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

inventory::collect!(PathConstraint);

/// Which crates' routes a package serves beside its own: `framework::link!` writes it down.
#[derive(Debug)]
pub struct Link {
    /// The package that says so.
    pub package: &'static str,
    /// The module in which it says so.
    pub module: &'static str,
    /// Whether it stands in the program itself (or a test), not in a library.
    pub in_program: bool,
    /// The crates.
    pub crates: &'static [&'static str],
    /// The source file of the declaration.
    pub file: &'static str,
    /// Its line.
    pub line: u32,
}

inventory::collect!(Link);

/// The generated function that makes a controller.
pub(crate) type Constructor = for<'a> fn(&'a Context) -> BoxFuture<'a, Result<Box<Instance>, BoxError>>;

/// The generated function that ends a controller.
pub(crate) type Destructor = for<'a> fn(&'a Instance) -> BoxFuture<'a, Result<(), BoxError>>;

/// The generated function that tells a controller what stops.
pub(crate) type OnStop = for<'a> fn(&'a Instance, StopReason) -> BoxFuture<'a, Result<(), BoxError>>;

/// A controller, made once at start.
pub type Instance = dyn Any + Send + Sync;

/// The generated function of a synchronous handler: no future, nothing boxed.
pub(crate) type SyncCall = fn(&Context, &Instance, &Loaded) -> Result<Response, Invalid>;

/// The generated function of an asynchronous handler, or of one with guards: one boxed future.
pub type AsyncCall =
    for<'a> fn(&'a Context, &'a Instance, &'a mut Loaded, &'a mut Body) -> BoxFuture<'a, Result<Response, Invalid>>;

/// The generated function of a handler that blocks: its guards, then what is to be done on another thread.
pub(crate) type BlockingCall = for<'a> fn(&'a RequestHead) -> BoxFuture<'a, Result<Work, Invalid>>;

/// What is to be done on a thread where it may block; the body is read before.
pub type Work = Box<dyn FnOnce(&Context, &Instance, &Loaded) -> Result<Response, Invalid> + Send>;

/// Makes it.
///
/// # Errors
/// None: it stands at the end of a function that has guards.
pub fn work<F>(work: F) -> Result<Work, Invalid>
where
    F: FnOnce(&Context, &Instance, &Loaded) -> Result<Response, Invalid> + Send + 'static,
{
    Ok(Box::new(work))
}

/// The generated function of a handler that takes the connection over: it waits at the door until the 101 is sent.
pub type SocketCall =
    for<'a> fn(&'a Context, &'a Instance, &'a mut Loaded, &'a mut Body, &'a Door) -> BoxFuture<'a, Result<(), Invalid>>;

/// How a route is called.
#[derive(Clone, Copy)]
pub enum Call {
    /// At once, after the body is read.
    Sync(SyncCall),
    /// Over time; it runs its guards and reads the body itself.
    Async(AsyncCall),
    /// On a thread where it may block, after its guards and the body.
    Blocking(BlockingCall),
    /// Until it has an answer; then it goes on with the connection.
    Socket(Handshake, SocketCall),
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Call::Sync(_) => "Sync",
            Call::Async(_) => "Async",
            Call::Blocking(_) => "Blocking",
            Call::Socket(..) => "Socket",
        })
    }
}

/// A type whose methods are handlers, or which works beside them.
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
    /// The module in which it stands.
    pub module: &'static str,
    /// The package that declares it.
    pub package: &'static str,
    /// Whether it stands in the program itself (or a test), not in a library.
    pub in_program: bool,
    /// What its constructor takes.
    pub components: &'static [Component],
    /// Makes the instance; called only when all `components` are there.
    pub construct: Constructor,
    /// Tells the instance what stops, when the drain begins.
    pub on_stop: Option<OnStop>,
    /// Ends the instance, after the drain.
    pub destruct: Option<Destructor>,
}

// Those without a route; the others are found by theirs.
inventory::collect!(&'static Controller);

/// An argument of a constructor.
#[derive(Debug)]
pub struct Component {
    /// Its type.
    pub(crate) id: fn() -> TypeId,
    /// The name of its type.
    pub(crate) name: fn() -> &'static str,
    /// Whether the application was given one.
    pub(crate) is_there: fn(&Context) -> bool,
    /// The line of the constructor.
    pub(crate) line: u32,
}

impl Component {
    /// An argument of type `T`. The one place that demands the bound.
    #[must_use]
    pub const fn of<T: IsComponent>(_: Fetch<T>, line: u32) -> Self {
        Component {
            id: TypeId::of::<T>,
            name: std::any::type_name::<T>,
            is_there: |context| context.component::<T>().is_some(),
            line,
        }
    }
}
