//! Sockets: listening, serving, stopping. The only part that knows hyper's connections.

mod accept;
mod banner;
#[cfg(feature = "http2")]
mod chatter;
mod connection;
mod connections;
mod deadlines;
mod descriptors;
mod http1;
#[cfg(feature = "http2")]
mod http2;
mod listening;
pub(crate) mod manners;
mod occupancy;
mod overload;
mod owner;
#[cfg(feature = "http2")]
mod preface;
mod protocol;
mod run;
mod signals;
mod socket;
mod stream;
#[cfg(feature = "http2")]
mod streams;
#[cfg_attr(not(feature = "tls"), path = "no_tls.rs")]
mod tls;
mod together;
#[cfg(feature = "http2")]
#[cfg_attr(not(feature = "ws"), path = "no_tunnel.rs")]
mod tunnel;
mod unparsed;
mod wire;

use std::{
    any::TypeId,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    runtime::Handle,
    sync::{Notify, OnceCell},
    task::{JoinHandle, JoinSet},
    time::MissedTickBehavior,
};

pub use connections::StopReport;
pub use listening::{ListenerInfo, ListenerState, Protocol};

#[cfg(feature = "tls")]
use crate::tls::Tls;
use crate::{
    application::App,
    config::{HttpSettings, Loaded, Reading, SettingProblem},
    controllers,
    listener::Listener,
    route::Controller,
    service::Application,
    start_error::{StartError, StartProblem},
    takeover::{ListenerId, StopReason},
};
use banner::Banner;
use connections::Due;
use deadlines::Deadlines;
use listening::Listening;
use occupancy::Occupancy;
use socket::{Opened, open};
use tls::Security;

/// A running server. Clones are the same one. Dropping it does not stop it; [`shutdown`](Server::shutdown) does, and so does
/// the end of the runtime: an `async fn main` ends with [`shutdown_on_signal`](Server::shutdown_on_signal).
///
/// ```no_run
/// # use framework_core as framework;
/// use std::time::Duration;
/// use framework::{App, Drain, Listener};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let server = App::new().listen("127.0.0.1:0").start().await?;
/// let admin = server.add_listener(Listener::tcp("127.0.0.1:0").named("admin")).await?;
/// for listener in server.listeners() {
///     println!("{}: {} with {} connections", listener.name, listener.address, listener.connections);
/// }
/// let report = server.stop_listener(admin, Drain::within(Duration::from_secs(10))).await?;
/// println!("{} were cut", report.forced);
/// server.shutdown().await;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[must_use = "it serves no longer than its runtime runs; end `main` with `server.shutdown_on_signal().await`"]
pub struct Server(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    application: Arc<Application>,
    /// In the order in which they were opened; those that have stopped stay.
    listeners: Mutex<Vec<Arc<Listening>>>,
    next: AtomicU64,
    occupancy: Arc<Occupancy>,
    deadlines: Deadlines,
    /// The runtimes that connections are served on, where each core has its own; otherwise the one that started it.
    cores: Vec<Handle>,
    /// Looks at the connections now and then.
    looking: Mutex<Option<JoinHandle<()>>>,
    /// Tells that it begins to stop.
    stopping: Notify,
    ended: OnceCell<StopReport>,
}

/// How long stopping waits for what is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drain(Duration);

impl Drain {
    /// What is under way may take this time; then it is cut.
    #[must_use]
    pub fn within(time: Duration) -> Self {
        Drain(time)
    }

    /// What is under way is cut at once.
    #[must_use]
    pub fn now() -> Self {
        Drain(Duration::ZERO)
    }
}

/// The server has never had a listener with that id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownListener(pub ListenerId);

impl std::fmt::Display for UnknownListener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the server has no listener {}", self.0)
    }
}

impl std::error::Error for UnknownListener {}

impl App {
    /// Starts it on the current tokio runtime. Settings come from the file, the program and the environment.
    ///
    /// # Errors
    /// Everything that keeps it from serving: settings, routes, components, addresses.
    pub async fn start(self) -> Result<Server, StartError> {
        let loaded = self.load(Reading::NoArguments);
        self.start_with(loaded, Vec::new(), &Handle::current(), Banner::Logged).await
    }

    async fn start_with(
        mut self,
        loaded: Loaded,
        cores: Vec<Handle>,
        beside: &Handle,
        banner: Banner,
    ) -> Result<Server, StartError> {
        let http = &loaded.settings.http;
        let mut listeners = std::mem::take(&mut self.listeners);
        let is_in_doubt = |keys: &[&str]| keys.iter().any(|key| loaded.is_in_doubt(key));
        let mut insecure = Vec::new();
        if listeners.is_empty() {
            let listener = configured(http);
            // Where it is to listen is not known while what says so is wrong; what secures it may be.
            if !is_in_doubt(&["http.address", "http.port"]) && !is_in_doubt(&TLS) {
                listeners.push(listener);
            } else if !is_in_doubt(&TLS) {
                insecure = Security::of(&listener, "the listener of `http.address`", http).err().unwrap_or_default();
            }
        } else {
            insecure = securing_none(&loaded).map(StartProblem::Setting).collect();
        }
        let most = descriptors::connections(http.max_connections);
        let occupancy = Arc::new(Occupancy::new(most, http.max_connections_per_address));
        let deadlines = Deadlines::of(http);
        // Before constructors open databases, and reported together with everything else.
        let (listeners, mut problems) = open_all(listeners, http, &cores).await;
        problems.append(&mut insecure);
        let profile = loaded.profile.0.clone();
        let application = self.build(loaded, problems).await?.0;
        banner.tell(&application, &profile);
        let server = Server(Arc::new(Inner {
            application,
            listeners: Mutex::default(),
            next: AtomicU64::new(1),
            occupancy,
            deadlines,
            cores,
            looking: Mutex::default(),
            stopping: Notify::new(),
            ended: OnceCell::new(),
        }));
        for listener in listeners {
            server.serve(listener).map_err(|problem| StartError::all([problem]))?;
        }
        server.look(beside);
        Ok(server)
    }
}

impl Server {
    /// The address of the first listener, with the port that the system chose; none for a unix socket.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        self.0.listeners().first()?.socket_address
    }

    /// The addresses of all listeners that have one.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.0.listeners().iter().filter_map(|listening| listening.socket_address).collect()
    }

    /// All listeners in the order in which they were opened, those that have stopped too.
    #[must_use]
    pub fn listeners(&self) -> Vec<ListenerInfo> {
        self.0.listeners().iter().map(|listening| listening.info()).collect()
    }

    /// Opens another listener.
    ///
    /// # Errors
    /// It cannot be opened, or the server is stopping.
    pub async fn add_listener(&self, listener: Listener) -> Result<ListenerId, StartError> {
        let settings = &self.0.application.context.settings.http;
        let opened = open(listener, settings, &self.0.cores).await.map_err(StartError::of_listener)?;
        self.serve(opened).map_err(|problem| StartError::of_listener([problem]))
    }

    /// Stops one listener: no new connections, idle ones are closed, requests under way finish, sockets are told (by
    /// `StopToken`, and `#[on_stop]` of controllers), and what is left after the time is cut. The others go on. One that
    /// has stopped gives its report again.
    ///
    /// # Errors
    /// The server never had it.
    pub async fn stop_listener(&self, id: ListenerId, drain: Drain) -> Result<StopReport, UnknownListener> {
        let listening = self.0.listeners().iter().find(|listening| listening.id == id).map(Arc::clone);
        let tell = self.tell(StopReason::Listener(id), drain.0, |_| true);
        Ok(listening.ok_or(UnknownListener(id))?.stop(drain.0, &self.0.deadlines, tell).await)
    }

    /// Ends the sockets of one controller, on all listeners: they are told, and what is left after the time is cut. Its
    /// socket routes answer 503 from then on; everything else goes on.
    pub async fn stop_controller<C: 'static>(&self, drain: Drain) -> StopReport {
        let id = TypeId::of::<C>();
        let Some(sockets) = self.0.application.sockets.get(&id) else { return StopReport::default() };
        let before = sockets.count();
        sockets.stop(StopReason::All);
        let told = self.tell(StopReason::All, drain.0, |controller| (controller.id)() == id);
        let (_, ended) = tokio::join!(told, tokio::time::timeout(drain.0, sockets.all_ended()));
        let forced = if ended.is_ok() { 0 } else { sockets.count() };
        sockets.cut();
        let _ended = tokio::time::timeout(Duration::from_secs(1), sockets.all_ended()).await;
        StopReport { requests: 0, upgraded: before.saturating_sub(forced), forced }
    }

    /// Tells controllers what stops, no longer than the drain takes.
    async fn tell(&self, reason: StopReason, drain: Duration, whom: impl Fn(&Controller) -> bool) {
        let told = controllers::tell(&self.0.application.controllers, reason, whom);
        if tokio::time::timeout(drain.max(Duration::from_secs(1)), told).await.is_err() {
            tracing::warn!(target: "framework", "`#[on_stop]` did not return within {drain:?}");
        }
    }

    /// Stops all of it: readiness turns false, `http.drain_delay` goes by, no new connections are taken, idle ones are
    /// closed, sockets are told, requests under way finish, and handlers whose clients are gone; after `http.drain` what is
    /// left is cut.
    /// Then controllers end (`#[destruct]`), the last one made first. Stopping it twice gives the same report.
    pub async fn shutdown(self) -> StopReport {
        *self.0.ended.get_or_init(|| self.end()).await
    }

    async fn end(&self) -> StopReport {
        let Inner { application, deadlines, .. } = &*self.0;
        let http = &application.context.settings.http;
        application.context.is_stopping.store(true, Relaxed);
        self.0.stopping.notify_waiters();
        if !http.drain_delay.is_zero() {
            // Whoever sends requests here learns meanwhile that it is to stop, by the health checks and the answers.
            self.0.listeners().iter().for_each(|listening| listening.connections.answer_last());
            tokio::time::sleep(http.drain_delay).await;
        }
        let (drain, deadlines) = (http.drain, *deadlines);
        let listeners: Vec<_> = self.0.listeners().iter().map(Arc::clone).collect();
        // All of them before the first one waits: so each has the whole time.
        listeners.iter().for_each(|listening| listening.connections.tell(StopReason::All));
        application.sockets.values().for_each(|sockets| sockets.stop(StopReason::All));
        let mut stopping = JoinSet::new();
        for listening in listeners {
            stopping.spawn(async move { listening.stop(drain, &deadlines, std::future::ready(())).await });
        }
        let stopped = async {
            let mut report = StopReport::default();
            while let Some(stopped) = stopping.join_next().await {
                report = report.and(stopped.unwrap_or_default());
            }
            report
        };
        let (report, ()) = tokio::join!(stopped, self.tell(StopReason::All, drain, |_| true));
        if tokio::time::timeout(drain, controllers::end(&application.controllers)).await.is_err() {
            tracing::warn!(target: "framework", "controllers did not end within {drain:?} (setting `http.drain`)");
        }
        if let Some(looking) = self.0.looking.lock().unwrap_or_else(PoisonError::into_inner).take() {
            looking.abort();
        }
        report
    }

    /// Serves an open listener.
    fn serve(&self, opened: Opened) -> Result<ListenerId, StartProblem> {
        let id = ListenerId(self.0.next.fetch_add(1, Relaxed));
        let Inner { application, occupancy, .. } = &*self.0;
        // Whoever stops all of them finds this one, or it is not there.
        let mut listeners = self.0.listeners();
        if application.context.is_stopping.load(Relaxed) {
            let source = io::Error::other("the server is stopping");
            return Err(StartProblem::Listen { address: opened.address, source, advice: "another server may" });
        }
        let listening = Listening::begin(id, opened, Arc::clone(application), Arc::clone(occupancy), &self.0.cores);
        let listening = Arc::new(listening.map_err(StartProblem::System)?);
        listeners.push(Arc::clone(&listening));
        drop(listeners);
        tracing::info!(target: "framework", "listening on {}", listening.info().url());
        Ok(id)
    }

    /// Looks at all connections now and then, as long as there is a server: beside those that serve them, where there
    /// is a runtime for that. A timer that is set makes every wait of theirs dearer, and handlers that block them keep
    /// nobody from being timed.
    fn look(&self, beside: &Handle) {
        let (inner, interval) = (Arc::downgrade(&self.0), self.0.deadlines.interval());
        let looking = beside.spawn(async move {
            let mut looks = tokio::time::interval(interval);
            looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                looks.tick().await;
                let Some(inner) = inner.upgrade() else { return };
                let listeners: Vec<_> = inner.listeners().iter().map(Arc::clone).collect();
                let due = |listening: &Arc<Listening>| listening.connections.look(&inner.deadlines);
                let due: Vec<_> = listeners.iter().flat_map(due).collect();
                drop((inner, listeners));
                Due::tell_all(&due, interval).await;
            }
        });
        *self.0.looking.lock().unwrap_or_else(PoisonError::into_inner) = Some(looking);
    }
}

impl Inner {
    fn listeners(&self) -> MutexGuard<'_, Vec<Arc<Listening>>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a listener is secured by where the program names none.
const TLS: [&str; 2] = ["http.tls_certificate", "http.tls_key"];

/// Where the settings say.
fn configured(settings: &HttpSettings) -> Listener {
    let listener = Listener::configured(SocketAddr::from((settings.address, settings.port)));
    #[cfg(feature = "tls")]
    if let Some(tls) = Tls::configured(settings) {
        return listener.tls(tls);
    }
    listener
}

/// Settings that secure the listener of `http.address`, where there is none: whoever has written them takes for secure
/// what is not.
fn securing_none(loaded: &Loaded) -> impl Iterator<Item = SettingProblem> {
    let HttpSettings { tls_certificate, tls_key, .. } = &loaded.settings.http;
    TLS.into_iter().zip([tls_certificate, tls_key]).filter(|(_, file)| file.is_some()).filter_map(|(key, _)| {
        loaded
            .unused(key, "the program names its listeners itself; it secures them by `App::listen_tls`, or names none")
    })
}

/// Opens every listener, or says of each why not.
async fn open_all(
    listeners: Vec<Listener>,
    settings: &HttpSettings,
    cores: &[Handle],
) -> (Vec<Opened>, Vec<StartProblem>) {
    let (mut opened, mut problems) = (Vec::new(), Vec::new());
    for listener in listeners {
        match open(listener, settings, cores).await {
            Ok(listener) => opened.push(listener),
            Err(wrong) => problems.extend(wrong),
        }
    }
    (opened, problems)
}
