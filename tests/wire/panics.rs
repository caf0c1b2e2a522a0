//! A panic, wherever it happens, ends one request and nothing else.

use std::{
    error::Error,
    fmt,
    future::{Ready, ready},
    sync::atomic::{AtomicU8, Ordering},
    task::{Context as TaskContext, Poll},
};

use framework::{BoxError, Endpoint, http::Request, prelude::*};
use tower::{Service, layer::layer_fn, util::MapResponseLayer};

use crate::connection::Connection;

#[derive(Debug)]
struct Unspeakable;

impl fmt::Display for Unspeakable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("it has no text")
    }
}

impl Error for Unspeakable {}

/// An error, and what a panic carries: dropped, it panics.
#[derive(Debug)]
struct Explosive;

impl Drop for Explosive {
    fn drop(&mut self) {
        panic!("it is dropped")
    }
}

impl fmt::Display for Explosive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("explosive")
    }
}

impl Error for Explosive {}

/// Dropped, it panics with another of its kind.
struct Endless;

impl Drop for Endless {
    fn drop(&mut self) {
        std::panic::panic_any(Endless)
    }
}

#[derive(Default)]
struct Panics;

#[controller("/panics")]
impl Panics {
    #[get_mapping]
    fn text() -> Result<(), Unspeakable> {
        Err(Unspeakable)
    }

    #[get_mapping]
    async fn text_of_a_cause() -> Invalid {
        Invalid::conflict("it stays private").caused_by(Unspeakable)
    }

    #[get_mapping]
    fn payload() {
        std::panic::panic_any(Explosive)
    }

    #[get_mapping]
    async fn payload_later() {
        tokio::task::yield_now().await;
        std::panic::panic_any(Explosive)
    }

    #[get_mapping]
    fn payload_without_end() {
        std::panic::panic_any(Endless)
    }

    #[get_mapping]
    fn dropped_error() -> Result<(), Explosive> {
        Err(Explosive)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_anywhere_in_a_handler_ends_one_request() {
    let cases = [
        ("text", "500 Internal Server Error"),
        ("text_of_a_cause", "409 Conflict"),
        ("payload", "500 Internal Server Error"),
        ("payload_later", "500 Internal Server Error"),
        ("payload_without_end", "500 Internal Server Error"),
        ("dropped_error", "500 Internal Server Error"),
    ];
    let layered = App::new().layer(MapResponseLayer::new(|response: Response| response));
    for app in [App::new(), layered] {
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        for (name, status) in cases {
            let answer = connection.get(&format!("/panics/{name}"));
            assert_eq!(answer.line, format!("HTTP/1.1 {status}"), "{name}");
            connection.get("/hello").assert("200 OK", "hello");
        }
        server.shutdown().await;
    }
}

/// Where the layer's service panics now.
static PANICS_IN: AtomicU8 = AtomicU8::new(NOWHERE);
const NOWHERE: u8 = 0;
const CLONE: u8 = 1;
const READY: u8 = 2;
const CALL: u8 = 3;
const FUTURE: u8 = 4;
const PAYLOAD: u8 = 5;
const ERROR: u8 = 6;

fn is_in(place: u8) -> bool {
    PANICS_IN.load(Ordering::SeqCst) == place
}

struct Panicking;

impl Clone for Panicking {
    fn clone(&self) -> Self {
        assert!(!is_in(CLONE), "clone");
        Panicking
    }
}

impl Service<Request<Body>> for Panicking {
    type Response = Response;
    type Error = BoxError;
    type Future = Lazy;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), BoxError>> {
        assert!(!is_in(READY), "ready");
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Lazy {
        assert!(!is_in(CALL), "call");
        Lazy(ready(if is_in(ERROR) { Err(Unspeakable.into()) } else { Ok(Response::new("layer".into())) }))
    }
}

struct Lazy(Ready<Result<Response, BoxError>>);

impl Future for Lazy {
    type Output = Result<Response, BoxError>;

    fn poll(mut self: std::pin::Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        assert!(!is_in(FUTURE), "future");
        if is_in(PAYLOAD) {
            std::panic::panic_any(Explosive);
        }
        std::pin::Pin::new(&mut self.0).poll(task)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_anywhere_in_a_layer_ends_one_request() {
    let alone = App::new().layer(layer_fn(|_: Endpoint| Panicking));
    let inside =
        App::new().layer(MapResponseLayer::new(|response: Response| response)).layer(layer_fn(|_: Endpoint| Panicking));
    for app in [alone, inside] {
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        for place in [CLONE, READY, CALL, FUTURE, PAYLOAD, ERROR] {
            PANICS_IN.store(place, Ordering::SeqCst);
            let answer = connection.get("/hello");
            PANICS_IN.store(NOWHERE, Ordering::SeqCst);
            assert_eq!(answer.line, "HTTP/1.1 500 Internal Server Error", "{place}");
            connection.get("/hello").assert("200 OK", "layer");
        }
        server.shutdown().await;
    }
}
