//! A visitor with a browser that keeps one cookie.

use framework::{TestApp, TestRequest, TestResponse};

/// Sends the cookie that it was given last.
#[derive(Clone)]
pub(super) struct Visitor {
    app: TestApp,
    cookie: Option<String>,
}

impl Visitor {
    pub(super) fn new(app: &TestApp) -> Self {
        Visitor { app: app.clone(), cookie: None }
    }

    /// One who sends this cookie, as `session=1`.
    pub(super) fn with(app: &TestApp, cookie: impl Into<String>) -> Self {
        Visitor { app: app.clone(), cookie: Some(cookie.into()) }
    }

    pub(super) fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    pub(super) async fn get(&mut self, target: &str) -> TestResponse {
        self.send(self.app.get(target)).await
    }

    pub(super) async fn post(&mut self, target: &str) -> TestResponse {
        self.send(self.app.post(target)).await
    }

    pub(super) async fn send(&mut self, request: TestRequest) -> TestResponse {
        let request = match &self.cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        };
        let response = request.await;
        if let Some(set) = set_cookie(&response) {
            let (pair, attributes) = set.split_once("; ").expect("attributes");
            self.cookie = (!attributes.contains("Max-Age=0")).then(|| pair.to_owned());
        }
        response
    }
}

/// The cookie that a response sets; there is one at most.
pub(super) fn set_cookie(response: &TestResponse) -> Option<String> {
    let mut set = response.headers().get_all("set-cookie").iter();
    let cookie = set.next().map(|cookie| cookie.to_str().expect("ASCII").to_owned());
    assert_eq!(set.next(), None, "a second cookie");
    cookie
}
