//! Tests of an application: requests through the whole pipeline, and what becomes of their connections, without a socket.

mod asserts;
#[cfg(feature = "openapi")]
mod conformance;
#[cfg(feature = "openapi")]
mod contract;
mod difference;
mod events;
mod exchange;
mod jar;
mod logs;
mod outcome;
#[cfg(feature = "multipart")]
mod part;
mod problem;
mod redirect;
mod request;
mod response;
mod text;
mod typed;
mod unsent;
mod upgrade;
#[cfg(feature = "ws")]
mod websocket;

use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderMap, Method};
use tokio::sync::OnceCell;

#[cfg(feature = "openapi")]
pub use conformance::Conformance;
pub use events::{TestEvent, TestStream};
pub use outcome::Outcome;
#[cfg(feature = "multipart")]
pub use part::TestPart;
pub use problem::{TestProblem, TestViolation};
pub use request::TestRequest;
pub use response::TestResponse;
pub use typed::{Given, HasClient, TypedCall};
pub use upgrade::{TestSocket, TestUpgrade};
#[cfg(feature = "ws")]
pub use websocket::TestWebSocket;

use crate::{application::App, config::Reading, service::Service};
use jar::Jar;

/// An application under test: [`App::test`](crate::App::test) makes it.
///
/// It is built at the first request; an application that does not start fails the test with the whole report.
/// Settings come from the program and from `framework.toml`, never from the environment or the command line.
///
/// Each request stands alone, unless it is a [`visitor`](TestApp::visitor)'s. Clones are the same application.
#[derive(Debug, Clone)]
pub struct TestApp {
    state: Arc<State>,
    /// Sent with every request.
    headers: HeaderMap,
    /// Whether every request comes over TLS.
    secure: bool,
    /// A visitor's.
    jar: Option<Arc<Mutex<Jar>>>,
}

#[derive(Debug)]
struct State {
    app: Mutex<Option<App>>,
    /// Or the report, for every request that asks.
    service: OnceCell<Result<Service, String>>,
}

impl App {
    /// Makes it testable.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// # async fn test() {
    /// use framework::{App, serde_json::json};
    ///
    /// let app = App::new().test();
    /// app.get("/users/7").await.assert_status(200).assert_json(json!({ "id": 7, "name": "Ada" }));
    /// app.post("/users").json(&json!({ "id": 8 })).await.assert_status(422).assert_violation("/name", "required");
    /// # }
    /// ```
    pub fn test(self) -> TestApp {
        let state = State { app: Mutex::new(Some(self)), service: OnceCell::new() };
        TestApp { state: Arc::new(state), headers: HeaderMap::new(), secure: false, jar: None }
    }
}

impl TestApp {
    /// A GET request for a target, as `/users/7?q=x`.
    #[track_caller]
    pub fn get(&self, target: &str) -> TestRequest {
        self.request(Method::GET, target)
    }

    /// A HEAD request.
    #[track_caller]
    pub fn head(&self, target: &str) -> TestRequest {
        self.request(Method::HEAD, target)
    }

    /// A POST request.
    #[track_caller]
    pub fn post(&self, target: &str) -> TestRequest {
        self.request(Method::POST, target)
    }

    /// A PUT request.
    #[track_caller]
    pub fn put(&self, target: &str) -> TestRequest {
        self.request(Method::PUT, target)
    }

    /// A PATCH request.
    #[track_caller]
    pub fn patch(&self, target: &str) -> TestRequest {
        self.request(Method::PATCH, target)
    }

    /// A DELETE request.
    #[track_caller]
    pub fn delete(&self, target: &str) -> TestRequest {
        self.request(Method::DELETE, target)
    }

    /// An OPTIONS request.
    #[track_caller]
    pub fn options(&self, target: &str) -> TestRequest {
        self.request(Method::OPTIONS, target)
    }

    /// A request of any method: `request("PROPFIND".parse().unwrap(), "/files")`.
    ///
    /// # Panics
    /// When the target is none.
    #[track_caller]
    pub fn request(&self, method: Method, target: &str) -> TestRequest {
        TestRequest::new(self.clone(), method, target)
    }

    /// Asks for a protocol of the program's own (`#[socket_mapping]`), and takes the connection over with it.
    ///
    /// # Panics
    /// When HTTP does not allow the name of the protocol.
    #[track_caller]
    pub fn socket(&self, target: &str, protocol: &str) -> TestUpgrade<TestSocket> {
        TestUpgrade::new(self.get(target), protocol)
    }

    /// Opens a WebSocket.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// let mut echo = app.websocket("/echo").await;
    /// echo.send("hello").await;
    /// echo.assert_receive("hello").await;
    /// # }
    /// ```
    #[cfg(feature = "ws")]
    #[track_caller]
    pub fn websocket(&self, target: &str) -> TestUpgrade<TestWebSocket> {
        TestUpgrade::new(self.get(target), "websocket")
    }

    /// A visitor of the same application, who keeps cookies as a browser does: by path and domain, `Secure` ones for TLS
    /// alone, until they are removed. Two visitors know nothing of each other.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// let (ada, eve) = (app.visitor(), app.visitor());
    /// ada.post("/login").form(&[("name", "Ada")]).await.assert_status(200);
    /// ada.get("/account").await.assert_status(200);
    /// eve.get("/account").await.assert_status(401);
    /// # }
    /// ```
    #[must_use]
    pub fn visitor(&self) -> TestApp {
        TestApp { jar: Some(Arc::default()), ..self.clone() }
    }

    /// The same application and visitor, with a header field that every request sends, unless it has one of its own:
    /// `app.with_header("authorization", "Bearer 7")`.
    ///
    /// # Panics
    /// When HTTP does not allow the name or the value.
    #[must_use]
    #[track_caller]
    pub fn with_header(&self, name: &str, value: impl AsRef<[u8]>) -> TestApp {
        let mut with = self.clone();
        let (name, value) = text::field(name, value.as_ref());
        with.headers.append(name, value);
        with
    }

    /// The same application and visitor, whose requests come over TLS: see [`TestRequest::secure`].
    #[must_use]
    pub fn secure(&self) -> TestApp {
        TestApp { secure: true, ..self.clone() }
    }

    /// The value of a cookie that the visitor keeps, decoded; none without [`visitor`](TestApp::visitor).
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        let jar = self.jar.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        jar.value(name).map(text::decoded)
    }

    /// The application; the error is the report of one that does not start.
    async fn service(&self) -> Result<&Service, &String> {
        let state = &self.state;
        let built = state.service.get_or_init(|| async {
            let app = state.app.lock().unwrap_or_else(PoisonError::into_inner).take();
            let app = app.ok_or("the test was ended while the application started")?;
            let loaded = app.load(Reading::FileOnly);
            app.build(loaded, Vec::new()).await.map_err(|error| error.to_string())
        });
        built.await.as_ref()
    }
}
