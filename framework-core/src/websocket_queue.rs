//! WebSockets that are pulled from a queue instead of being given to a handler.

use std::{
    fmt,
    panic::Location,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context as TaskContext, Poll},
};

use framework_pattern::{Pattern, Segment};
use tokio::sync::{Semaphore, mpsc};

use crate::{
    Body, BoxFuture, HttpStatus, Invalid,
    application::App,
    context::Context,
    extract::{Loaded, Needs},
    request::{RequestHead, RouteInfo, Terms},
    route::{Api, Call, Instance, Route},
    service::Served,
    stream::Stream,
    switching::{Door, Handshake, describe_switch},
    websocket::WebSocket,
};

/// The WebSockets that were opened at a path of `App::websocket_queue`, in order. It is a [`Stream`], too.
///
/// A socket that is taken may be moved anywhere; it is closed when it is dropped, and when the server stops.
pub struct WebSocketQueue {
    sockets: mpsc::Receiver<WebSocket>,
    verifiers: Arc<Verifiers>,
}

/// What a verifier says about a request to open a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It may; no other verifier is asked.
    Accept,
    /// It may not: it is answered with this status.
    Deny(HttpStatus),
    /// The next one decides. Where all of them pass, it is a 403.
    Pass,
}

#[derive(Default)]
struct Verifiers(Mutex<Vec<Arc<Verifier>>>);

type Verifier = dyn Fn(&RequestHead) -> Verdict + Send + Sync;

/// The end of a queue at which sockets come in.
struct Entrance {
    sockets: mpsc::Sender<WebSocket>,
    verifiers: Arc<Verifiers>,
}

impl App {
    /// Hands out the WebSockets that are opened at a path, in order, instead of calling a handler.
    ///
    /// `capacity` of them may wait to be taken; a request beyond them is a 503, and one after the queue was dropped a 404.
    /// The path follows the pattern grammar.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// use framework::{App, tokio};
    ///
    /// # async fn start() -> framework::Result<()> {
    /// let (app, mut queue) = App::new().websocket_queue("/ws", 16);
    /// tokio::spawn(async move {
    ///     while let Some(mut socket) = queue.next().await {
    ///         tokio::spawn(async move { socket.send("welcome").await });
    ///     }
    /// });
    /// let server = app.start().await?;
    /// # Ok(()) }
    /// ```
    #[track_caller]
    pub fn websocket_queue(mut self, path: &str, capacity: usize) -> (Self, WebSocketQueue) {
        let (route, queue) = new(path, capacity, Location::caller());
        self.websocket_queues.push(route);
        (self, queue)
    }
}

/// A queue, and the route by which sockets come in.
fn new(path: &str, capacity: usize, place: &'static Location<'static>) -> (Served, WebSocketQueue) {
    let (sender, sockets) = mpsc::channel(capacity.clamp(1, Semaphore::MAX_PERMITS));
    let verifiers = Arc::<Verifiers>::default();
    let queue = WebSocketQueue { sockets, verifiers: Arc::clone(&verifiers) };
    let controller = Arc::new(Entrance { sockets: sender, verifiers });
    (Served { index: 0, route: route(path, place), controller }, queue)
}

/// A route as the macros write one, of a path that is known but now. It lives as long as the program, as theirs do.
fn route(path: &str, place: &'static Location<'static>) -> &'static Route {
    let pattern = Pattern::parse(path)
        .map_or_else(|_| path.to_owned(), |pattern| format!("/{}", pattern.to_string().trim_start_matches('/')));
    let captures = Pattern::parse(path).map_or_else(|_| Vec::new(), |pattern| captures(&pattern));
    Box::leak(Box::new(Route {
        info: RouteInfo {
            methods: &["GET"],
            pattern: String::leak(pattern),
            captures: Vec::leak(captures),
            rank: 0,
            function: "websocket_queue",
            module: module_path!(),
            package: env!("CARGO_PKG_NAME"),
            file: place.file(),
            line: place.line(),
            documentation: "WebSockets that the program takes from a queue.",
            terms: Terms::OPEN,
        },
        controller: None,
        in_program: false,
        needs: Needs::UPGRADES.and(Needs::WEB_SOCKET).and(Needs::CONTEXT),
        api: Api { version: env!("CARGO_PKG_VERSION"), hidden: true, deprecated: None },
        call: Call::Socket(Handshake::WebSocket(&[]), enter),
        describe: describe_switch,
    }))
}

fn captures(pattern: &Pattern) -> Vec<&'static str> {
    let captures = pattern.segments().iter().filter(|segment| !matches!(segment, Segment::Literal(_)));
    captures.map(|segment| &*String::leak(segment.name().unwrap_or_default().to_owned())).collect()
}

fn enter<'a>(
    _: &'a Context,
    entrance: &'a Instance,
    loaded: &'a mut Loaded,
    _: &'a mut Body,
    door: &'a Door,
) -> BoxFuture<'a, Result<(), Invalid>> {
    Box::pin(async move {
        let entrance: &Entrance =
            entrance.downcast_ref().ok_or_else(|| Invalid::internal("no queue: a bug of the framework"))?;
        if entrance.sockets.is_closed() {
            return Err(Invalid::of(HttpStatus::NOT_FOUND)); // nobody takes them any more
        }
        entrance.verifiers.ask(loaded.head())?;
        // Before the 101: what is promised then has its place.
        let place = entrance.sockets.clone().try_reserve_owned().map_err(|full| match full {
            mpsc::error::TrySendError::Full(_) => {
                Invalid::unavailable("too many wait already").header("retry-after", "1")
            }
            mpsc::error::TrySendError::Closed(_) => Invalid::of(HttpStatus::NOT_FOUND),
        })?;
        let socket = WebSocket::of(loaded).ok_or_else(|| Invalid::internal("no connection: a bug of the framework"))?;
        let watching = socket.watching();
        door.open().await?;
        drop(place.send(socket));
        watching.abandoned().await;
        Ok(())
    })
}

impl Verifiers {
    fn ask(&self, head: &RequestHead) -> Result<(), Invalid> {
        let verifiers = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_open = verifiers.is_empty();
        for verifier in verifiers {
            match verifier(head) {
                Verdict::Accept => return Ok(()),
                Verdict::Deny(status) => return Err(Invalid::of(status)),
                Verdict::Pass => {}
            }
        }
        if is_open { Ok(()) } else { Err(Invalid::of(HttpStatus::FORBIDDEN)) }
    }
}

impl WebSocketQueue {
    /// Asks a function before a WebSocket is opened, after those that were added before it. Without any, all are accepted.
    pub fn verify(&self, verifier: impl Fn(&RequestHead) -> Verdict + Send + Sync + 'static) -> &Self {
        self.verifiers.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(verifier));
        self
    }

    /// The next one; none when the application is gone.
    pub async fn next(&mut self) -> Option<WebSocket> {
        self.sockets.recv().await
    }

    /// The next one, if it is there.
    pub fn try_next(&mut self) -> Option<WebSocket> {
        self.sockets.try_recv().ok()
    }

    /// How many are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sockets.len()
    }

    /// Whether none is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sockets.is_empty()
    }
}

impl Stream for WebSocketQueue {
    type Item = WebSocket;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<WebSocket>> {
        self.sockets.poll_recv(task)
    }
}

impl fmt::Debug for WebSocketQueue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocketQueue").field("len", &self.len()).finish_non_exhaustive()
    }
}
