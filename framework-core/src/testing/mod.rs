//! Tests of an application: requests through the whole pipeline, without a socket.

#[cfg(feature = "openapi")]
mod conformance;
#[cfg(feature = "openapi")]
mod contract;
#[cfg(feature = "multipart")]
mod part;
mod request;
mod response;

use std::sync::{Arc, Mutex, PoisonError};

use http::Method;
use tokio::sync::OnceCell;

#[cfg(feature = "openapi")]
pub use conformance::Conformance;
#[cfg(feature = "multipart")]
pub use part::TestPart;
pub use request::TestRequest;
pub use response::TestResponse;

use crate::{application::App, config::Reading, service::Service};

/// An application under test.
///
/// It is built at the first request; an application that does not start fails the test with the whole report.
/// Settings come from the program and from `framework.toml`, never from the environment or the command line.
#[derive(Debug, Clone)]
pub struct TestApp(Arc<State>);

#[derive(Debug)]
struct State {
    app: Mutex<Option<App>>,
    service: OnceCell<Service>,
}

impl App {
    /// Makes it testable.
    ///
    /// ```no_run
    /// # use framework_core as framework;
    /// # async fn test() {
    /// use framework::App;
    ///
    /// let app = App::new().test();
    /// app.get("/users/7").await.assert_status(200).assert_header("content-type", "application/json; charset=UTF-8");
    /// app.post("/users").json(&[1, 2]).await.assert_status(422);
    /// # }
    /// ```
    pub fn test(self) -> TestApp {
        TestApp(Arc::new(State { app: Mutex::new(Some(self)), service: OnceCell::new() }))
    }
}

impl TestApp {
    /// A GET request for a target, as `/users/7?q=x`.
    pub fn get(&self, target: &str) -> TestRequest {
        self.request(Method::GET, target)
    }

    /// A HEAD request.
    pub fn head(&self, target: &str) -> TestRequest {
        self.request(Method::HEAD, target)
    }

    /// A POST request.
    pub fn post(&self, target: &str) -> TestRequest {
        self.request(Method::POST, target)
    }

    /// A PUT request.
    pub fn put(&self, target: &str) -> TestRequest {
        self.request(Method::PUT, target)
    }

    /// A PATCH request.
    pub fn patch(&self, target: &str) -> TestRequest {
        self.request(Method::PATCH, target)
    }

    /// A DELETE request.
    pub fn delete(&self, target: &str) -> TestRequest {
        self.request(Method::DELETE, target)
    }

    /// A request of any method.
    pub fn request(&self, method: Method, target: &str) -> TestRequest {
        TestRequest::new(self.clone(), method, target)
    }

    async fn service(&self) -> &Service {
        self.0
            .service
            .get_or_init(|| async {
                let app = self.0.app.lock().unwrap_or_else(PoisonError::into_inner).take();
                let app = app.unwrap_or_else(|| panic!("the application did not start for an earlier request"));
                let built = match app.load(Reading::FileOnly) {
                    Ok(loaded) => app.build(loaded, Vec::new()).await,
                    Err(error) => Err(error),
                };
                built.unwrap_or_else(|error| panic!("{error}"))
            })
            .await
    }
}
