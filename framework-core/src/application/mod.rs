//! The application: what it is given and what it chooses.

mod build;
mod elsewhere;
mod features;

use std::{
    any::{TypeId, type_name},
    fmt::Display,
    panic::Location,
};

use crate::{
    around::AroundFunction,
    config::Reading,
    context::{Components, IsComponent},
    files::Assets,
    listener::{Address, Listener, OpenListener},
    middleware::{AroundRoutes, BesideRoutes, Endpoint, Wrap},
    provide::{Arguments, MadeComponent, Maker, MakesComponent},
    request::RouteInfo,
    router::{Explanation, Router, explain},
    selection::Selection,
    service::{Mounted, Service},
    start_error::{StartError, StartProblem},
};

/// What is mounted, its prefix before it and its place in the source behind it.
type MountedAt = (String, Mounted, &'static Location<'static>);

/// An application: all linked routes, with settings, components and layers.
///
/// A program builds one and calls [`run`](App::run), which serves until the process is told to stop. A test calls
/// [`test`](App::test), a larger program [`start`](App::start) or [`into_service`](App::into_service). Building cannot fail:
/// everything that is wrong is one [`StartError`], reported together at start.
///
/// | for | call |
/// | --- | --- |
/// | settings | [`set`](App::set) |
/// | components | [`provide`](App::provide), [`provide_with`](App::provide_with) |
/// | where to listen | [`listen`](App::listen), [`listen_unix`](App::listen_unix), [`bind`](App::bind), [`bind_any`](App::bind_any), [`listener`](App::listener), `listen_tls`, `bind_tls` |
/// | which routes | [`crates`](App::crates), [`only`](App::only), [`with`](App::with), [`without`](App::without), [`module`](App::module) |
/// | around and beside them | [`layer`](App::layer), [`mount`](App::mount), [`assets`](App::assets), [`fallback`](App::fallback) |
/// | looking at them | [`routes`](App::routes), [`explain`](App::explain), `contract` |
///
/// ```no_run
/// # use framework_core as framework;
/// use framework::App;
///
/// fn main() -> framework::Result<()> {
///     App::new().set("http.port", 8088).provide(String::from("a component")).run()
/// }
/// ```
#[derive(Default)]
#[must_use = "an application does nothing until it is run, started or tested"]
pub struct App {
    program: Vec<(String, String)>,
    components: Components,
    makers: Vec<Maker>,
    /// With their names, for the log.
    layers: Vec<(&'static str, Wrap)>,
    selection: Selection,
    mounts: Vec<MountedAt>,
    fallback: Option<Endpoint>,
    #[cfg(feature = "sessions")]
    session_store: crate::session::Store,
    #[cfg(feature = "ws")]
    pub(crate) websocket_queues: Vec<crate::service::Served>,
    pub(crate) listeners: Vec<Listener>,
}

impl App {
    /// An application of all linked routes.
    pub fn new() -> Self {
        App::default()
    }

    /// Sets a setting, such as `http.port`. It overrides `framework.toml`; the environment and the command line override
    /// it. An unknown key or a wrong value stops the start.
    #[doc(alias("config", "configure"))]
    pub fn set(mut self, key: &str, value: impl Display) -> Self {
        self.program.push((key.to_owned(), value.to_string()));
        self
    }

    /// Provides a component, which constructors, handlers ([`State`](crate::State)) and guards find by its type.
    ///
    /// A later one of the same type replaces it. One that [`provide_with`](App::provide_with) would make is then not made:
    /// so a test replaces the database of the program, and no connection is opened.
    #[doc(alias("with_state", "state", "manage", "app_data", "data"))]
    pub fn provide<T: IsComponent>(mut self, component: T) -> Self {
        self.makers.retain(|maker| maker.makes != TypeId::of::<T>());
        self.components.insert(component);
        self
    }

    /// Makes a component at start, from other components or from settings of the program:
    /// `provide_with(async |settings: PoolSettings| Pool::connect(&settings.url).await)`.
    ///
    /// The function takes none to six of them, found by their types, also such as are provided later. It runs before the
    /// constructors, and only if nothing else keeps the application from serving. Its error stops the start.
    #[track_caller]
    pub fn provide_with<A: Arguments>(
        mut self,
        maker: impl MakesComponent<A, Made: Future<Output: MadeComponent>>,
    ) -> Self {
        self.makers.push(Maker::new(Location::caller(), maker));
        self
    }

    /// Puts a tower layer around all routes. The first one is the outermost.
    ///
    /// It also sees requests that no route answers; the route that will answer is the extension `&'static RouteInfo`. An
    /// error of the layer's service is a logged 500, or a 503 if the service was not ready.
    #[doc(alias("wrap", "attach", "middleware"))]
    pub fn layer<L: AroundRoutes<B>, B>(mut self, layer: L) -> Self {
        self.layers.push((type_name::<L>(), layer.wrap()));
        self
    }

    /// Puts a function around all routes: it is given each request and what is [next](crate::Next), and gives the response. It
    /// stands among the [layers](App::layer) in the order in which they are added, and sees what they see.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use std::time::Instant;
    /// use framework::{App, Next, Request, Response};
    ///
    /// async fn timed(request: Request, next: Next) -> Response {
    ///     let (begun, path) = (Instant::now(), request.path().to_owned());
    ///     let response = next.run(request).await;
    ///     println!("{path}: {} after {:?}", response.status(), begun.elapsed());
    ///     response
    /// }
    ///
    /// let app = App::new().around(timed);
    /// ```
    #[doc(alias("from_fn", "wrap_fn", "filter", "interceptor"))]
    pub fn around<A: AroundFunction<F>, F>(mut self, function: A) -> Self {
        self.layers.push((type_name::<A>(), function.wrap()));
        self
    }

    /// Mounts a tower service, an axum `Router` for instance, at and below a prefix; it sees the path behind the prefix.
    ///
    /// Routes below the prefix go first. An error of the service is a logged 500. `http.body_limit` does not apply to it.
    #[doc(alias("nest", "nest_service", "service", "merge", "route"))]
    #[track_caller]
    pub fn mount<S: BesideRoutes<B>, B>(mut self, prefix: &str, service: S) -> Self {
        self.mounts.push((prefix.to_owned(), Mounted::Service(service.into_endpoint()), Location::caller()));
        self
    }

    /// Serves the files of a folder at and below a prefix: `assets("/static", "public")`, or `":/web"` for embedded
    /// ones. [`Assets`] says more: index, listing, caching, a single page.
    ///
    /// Paths that lead out of the folder and hidden files are not found; what is not found goes to the fallback. Routes go
    /// first. A missing folder stops the start.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// use framework::{App, Assets};
    ///
    /// App::new().assets("/static", "public").assets("/", Assets::new("web/dist").single_page("index.html"));
    /// ```
    #[doc(alias("static_files", "serve_dir"))]
    #[track_caller]
    pub fn assets(mut self, prefix: &str, folder: impl Into<Assets>) -> Self {
        self.mounts.push((prefix.to_owned(), Mounted::Assets(folder.into()), Location::caller()));
        self
    }

    /// Answers, by a tower service, what no route's pattern accepts, instead of a 404. A known path with another method
    /// is still a 405.
    #[doc(alias("default_service", "not_found", "catch"))]
    pub fn fallback<S: BesideRoutes<B>, B>(mut self, service: S) -> Self {
        self.fallback = Some(service.into_endpoint());
        self
    }

    /// Keeps sessions in this store, instead of in the memory of the process.
    #[cfg(feature = "sessions")]
    pub fn session_store(mut self, store: impl crate::SessionStore) -> Self {
        self.session_store = crate::session::Store::new(store);
        self
    }

    /// Serves the routes of these packages only, whatever `framework::link!` says; the program's own must be named, too.
    pub fn crates<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        self.selection.crates(names);
        self
    }

    /// Serves only this controller, and others named by `only`, `with` and `module`; free functions are left out.
    pub fn only<C: 'static>(mut self) -> Self {
        self.selection.only::<C>();
        self
    }

    /// Serves this controller too, beside those named by `only` and `module`.
    pub fn with<C: 'static>(self) -> Self {
        self.only::<C>()
    }

    /// Leaves a controller out.
    pub fn without<C: 'static>(mut self) -> Self {
        self.selection.without::<C>();
        self
    }

    /// Serves the routes of a module and those below it (as `module_path!()` names it), and others named by `only`.
    pub fn module(mut self, path: &str) -> Self {
        self.selection.module(path);
        self
    }

    /// Listens on an address, such as `127.0.0.1:8080`; port 0 lets the system choose. `http.address` and `http.port` then
    /// do not count. It may be called several times; listeners that cannot be opened are reported together.
    #[doc(alias("port", "address"))]
    pub fn listen(self, address: impl Address) -> Self {
        self.listener(Listener::tcp(address))
    }

    /// Listens on a unix socket. The socket file of a process that is gone is replaced, that of a live one is not.
    #[cfg(unix)]
    pub fn listen_unix(self, path: impl Into<std::path::PathBuf>) -> Self {
        self.listener(Listener::unix(path))
    }

    /// Listens on an open socket, a std `TcpListener` or `UnixListener`: from socket activation, for instance.
    pub fn bind(self, listener: impl OpenListener) -> Self {
        self.listener(listener.into())
    }

    /// Listens on an address with TLS.
    #[cfg(feature = "tls")]
    pub fn listen_tls(self, address: impl Address, tls: crate::Tls) -> Self {
        self.listener(Listener::tcp(address).tls(tls))
    }

    /// Listens with TLS on a socket that is open already.
    #[cfg(feature = "tls")]
    pub fn bind_tls(self, listener: impl OpenListener, tls: crate::Tls) -> Self {
        self.listener(listener.into().tls(tls))
    }

    /// Listens on a port that the system chooses, on all interfaces.
    pub fn bind_any(self) -> Self {
        self.listener(Listener::any())
    }

    /// Listens wherever a [`Listener`] says.
    pub fn listener(mut self, listener: Listener) -> Self {
        self.listeners.push(listener);
        self
    }

    /// The routes that it serves, sorted by pattern.
    #[must_use]
    pub fn routes(&self) -> Vec<&'static RouteInfo> {
        self.selection.choose().infos()
    }

    /// Says which route answers a method and a path, and what keeps each of the others from it. Mounts, the fallback
    /// and `http.trailing_slash` are not looked at.
    ///
    /// # Errors
    /// The routes conflict: then none of them can be said to answer.
    pub fn explain(&self, method: &str, path: &str) -> Result<Explanation, StartError> {
        let choice = self.selection.choose();
        let (routes, constraints) = (choice.infos(), &choice.constraints);
        let router = Router::build(&routes, &[], constraints);
        let router = router.map_err(|refused| StartError::all(refused.into_iter().map(StartProblem::Route)))?;
        let answered_by = method.parse().ok().and_then(|method| router.answered_by(&method, path));
        let answered_by = answered_by.and_then(|index| routes.get(index).copied());
        Ok(explain(method, path, &routes, constraints, answered_by))
    }

    /// What callers rely on, of the routes that it serves: see [`Contract`](crate::Contract). Nothing is started; settings
    /// come from the file and the program.
    ///
    /// ```
    /// # use framework_core as framework;
    /// let contract = framework::App::new().contract().unwrap_or_else(|error| panic!("{error}"));
    /// println!("{contract}"); // or into a file
    /// ```
    ///
    /// # Errors
    /// Settings that are wrong, or a prefix or a status that is claimed twice.
    #[cfg(feature = "openapi")]
    pub fn contract(&self) -> Result<crate::Contract, StartError> {
        let crate::config::Loaded { settings, problems: wrong, .. } = self.load(Reading::FileOnly);
        let choice = self.selection.choose();
        let mut problems: Vec<_> = wrong.into_iter().map(StartProblem::Setting).collect();
        let (prefixes, contested) = crate::checks::claimed(&choice.prefixes);
        problems.extend(contested);
        let (invalid_handlers, contested) = crate::checks::handled(&choice.invalid_handlers);
        problems.extend(contested);
        if !problems.is_empty() {
            return Err(StartError::all(problems));
        }
        let context = crate::context::Context { settings, prefixes, invalid_handlers, ..Default::default() };
        Ok(crate::contract::write(&choice.routes, &context))
    }

    /// Builds it for another server, or for a test that needs no socket. Settings come from the file, the program
    /// and the environment.
    ///
    /// # Errors
    /// Everything that keeps it from serving.
    pub async fn into_service(self) -> Result<Service, StartError> {
        let loaded = self.load(Reading::NoArguments);
        self.build(loaded, Vec::new()).await
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without the values: there may be secrets among them.
        let set: Vec<_> = self.program.iter().map(|(key, _)| key).collect();
        f.debug_struct("App").field("set", &set).field("components", &self.components).finish_non_exhaustive()
    }
}
