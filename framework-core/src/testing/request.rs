//! A request of a test.

use std::{
    fmt::Display,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    panic::Location,
};

use http::{Method, Request, Uri, header};

#[cfg(feature = "multipart")]
use super::part::{TestPart, form};
use super::{TestApp, TestResponse, TestStream, exchange, text};
use crate::{Body, BoxFuture, extract::FORM};

/// A request under construction; awaiting it sends it.
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct TestRequest {
    pub(super) app: TestApp,
    pub(super) request: Request<Body>,
    pub(super) peer: SocketAddr,
    /// Whether it comes over TLS.
    pub(super) secure: bool,
    /// Whether redirects are followed.
    pub(super) follows: bool,
    /// Where the test asks for it.
    pub(super) place: &'static Location<'static>,
}

/// Where requests of tests come from.
const PEER: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

impl TestRequest {
    #[track_caller]
    pub(super) fn new(app: TestApp, method: Method, target: &str) -> Self {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = parsed(target);
        TestRequest { secure: app.secure, app, request, peer: PEER, follows: false, place: Location::caller() }
    }

    /// Adds a parameter to the query string, encoded; a name may be repeated.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// app.get("/books").query("title", "War & Peace").query("page", 2).await.assert_status(200);
    /// # }
    /// ```
    pub fn query(mut self, name: &str, value: impl Display) -> Self {
        let uri = self.request.uri();
        let begun = if uri.query().is_some() { '&' } else { '?' };
        let pair = text::pairs([(name, value.to_string().as_str())]);
        *self.request.uri_mut() = parsed(&format!("{uri}{begun}{pair}"));
        self
    }

    /// Adds a header field.
    ///
    /// # Panics
    /// When HTTP does not allow the name or the value.
    #[track_caller]
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let (name, value) = text::field(name, value.as_ref());
        self.request.headers_mut().append(name, value);
        self
    }

    /// Sets the body: text, bytes, or a stream of them; without a `Content-Type` of its own.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// Sets the body to a text, and the `Content-Type` with it.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.typed("text/plain; charset=UTF-8", text.into())
    }

    /// Sets the body to JSON, and the `Content-Type` with it.
    ///
    /// # Panics
    /// When the value cannot be written as JSON.
    #[track_caller]
    pub fn json(self, value: &(impl serde::Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.typed("application/json", json),
            Err(error) => panic!("not JSON: {error}"),
        }
    }

    /// Sets the body to a form, as a browser posts one, and the `Content-Type` with it.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// app.post("/login").form(&[("name", "Ada"), ("word", "a&b")]).await.assert_status(200);
    /// # }
    /// ```
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        self.typed(FORM, text::pairs(fields.iter().copied()))
    }

    /// Sets the body to a multipart form, as a browser posts one, and the `Content-Type` with it.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// use framework_core::TestPart;
    ///
    /// let photo = TestPart::file("sea.jpg", "bytes of a photo").content_type("image/jpeg");
    /// app.post("/photos").multipart(&[("title", "The sea".into()), ("photo", photo)]).await.assert_status(200);
    /// # }
    /// ```
    #[cfg(feature = "multipart")]
    pub fn multipart(self, parts: &[(&str, TestPart)]) -> Self {
        let (content_type, body) = form(parts);
        self.typed(&content_type, body)
    }

    #[track_caller]
    fn typed(self, content_type: &str, body: impl Into<Body>) -> Self {
        self.header(header::CONTENT_TYPE.as_str(), content_type).body(body)
    }

    /// Adds a cookie; its value may be any text.
    ///
    /// # Panics
    /// When HTTP does not allow the name.
    #[track_caller]
    pub fn cookie(self, name: &str, value: &str) -> Self {
        self.header(header::COOKIE.as_str(), format!("{name}={}", text::encoded(value)))
    }

    /// The other end of the connection, instead of `127.0.0.1`: an address, with a port or without.
    ///
    /// # Panics
    /// When it is no address.
    #[track_caller]
    pub fn peer(mut self, address: &str) -> Self {
        let alone = || address.parse::<IpAddr>().map(|address| SocketAddr::new(address, 0));
        match address.parse().or_else(|_| alone()) {
            Ok(peer) => self.peer = peer,
            Err(error) => panic!("`{address}` is no address: {error}"),
        }
        self
    }

    /// As if it came over TLS: handlers see it as secure, and cookies are.
    pub fn secure(mut self) -> Self {
        self.secure = true;
        self
    }

    /// Follows redirects within the application, ten at most, as a browser does: 303 with GET, 307 and 308 with the same
    /// method and body; cookies that are set on the way are sent on. A redirect to another host is the answer itself.
    pub fn follow(mut self) -> Self {
        self.follows = true;
        self
    }

    /// Sends it, and leaves the body of the answer to be read piece by piece: server-sent events, lines, bytes.
    pub async fn stream(self) -> TestStream {
        let (asked, response, logs) = exchange::send(self).await;
        TestStream::new(asked, response, logs)
    }
}

#[track_caller]
fn parsed(target: &str) -> Uri {
    match target.parse() {
        Ok(target) => target,
        Err(error) => panic!("`{target}` is no target: {error}"),
    }
}

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = BoxFuture<'static, TestResponse>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (asked, response, logs) = exchange::send(self).await;
            TestResponse::read(asked, response, logs).await
        })
    }
}
