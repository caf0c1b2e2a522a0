//! A request of a test.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use http::{HeaderName, HeaderValue, Method, Request, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

#[cfg(feature = "multipart")]
use super::part::{TestPart, form};
use super::{TestApp, TestResponse};
use crate::{
    Body, BoxFuture,
    extract::FORM,
    request::Sender,
    server::manners,
    service::{refuse, respond},
};

/// A request under construction; awaiting it sends it.
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct TestRequest {
    app: TestApp,
    request: Request<Body>,
}

impl TestRequest {
    pub(super) fn new(app: TestApp, method: Method, target: &str) -> Self {
        let uri: Uri = target.parse().unwrap_or_else(|error| panic!("`{target}` is no target: {error}"));
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        TestRequest { app, request }
    }

    /// Adds a header field.
    ///
    /// # Panics
    /// When HTTP does not allow the name or the value.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name: HeaderName = name.parse().unwrap_or_else(|error| panic!("`{name}`: {error}"));
        let value =
            HeaderValue::from_bytes(value.as_ref()).unwrap_or_else(|error| panic!("value of `{name}`: {error}"));
        self.request.headers_mut().append(name, value);
        self
    }

    /// Sets the body; without a `Content-Type` of its own.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        *self.request.body_mut() = body.into();
        self
    }

    /// Sets the body to JSON, and the `Content-Type` with it.
    ///
    /// # Panics
    /// When the value cannot be written as JSON.
    pub fn json(self, value: &(impl serde::Serialize + ?Sized)) -> Self {
        let json = serde_json::to_vec(value).unwrap_or_else(|error| panic!("not JSON: {error}"));
        self.header(header::CONTENT_TYPE.as_str(), "application/json").body(json)
    }

    /// Sets the body to a form, as a browser posts one, and the `Content-Type` with it.
    ///
    /// ```no_run
    /// # async fn test(app: framework_core::TestApp) {
    /// app.post("/login").form(&[("name", "Ada"), ("word", "a&b")]).await.assert_status(200);
    /// # }
    /// ```
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = fields.collect::<Vec<_>>().join("&");
        self.header(header::CONTENT_TYPE.as_str(), FORM).body(body)
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
        self.header(header::CONTENT_TYPE.as_str(), content_type).body(body)
    }

    /// Adds a cookie; its value may be any text.
    ///
    /// # Panics
    /// When HTTP does not allow the name.
    pub fn cookie(self, name: &str, value: &str) -> Self {
        self.header(header::COOKIE.as_str(), format!("{name}={}", encoded(value)))
    }
}

fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, ENCODED)
}

/// What a form encodes (URL Standard, section 5.2); a space is `%20`, which means the same as `+`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

/// Where requests of tests come from.
const PEER: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

impl IntoFuture for TestRequest {
    type Output = TestResponse;
    type IntoFuture = BoxFuture<'static, TestResponse>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let asked = format!("{} {}", self.request.method(), self.request.uri());
            let (mut parts, body) = self.request.into_parts();
            parts.headers.entry(header::HOST).or_insert(HeaderValue::from_static("localhost"));
            let application = &self.app.service().await.0;
            let answer = match manners::check(&parts, &application.context.settings.http) {
                Ok(()) => respond(application, parts, body, Sender::of(Some(PEER))),
                Err(invalid) => refuse(application, invalid, parts, Sender::of(Some(PEER))),
            };
            let response = answer.await.unwrap_or_else(|never| match never {});
            TestResponse::read(asked, response).await
        })
    }
}
