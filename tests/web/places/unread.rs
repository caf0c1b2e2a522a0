//! Bodies that the handler reads itself, the limit of all bodies, and bodies of requests that are declined.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{self, Poll},
};

use framework::{Body, Cookies, Request, TestApp, TestRequest, bytes::Bytes, prelude::*, serde_json::Value};
use hyper::body::Frame;
use tower::service_fn;

const FORM: &str = "application/x-www-form-urlencoded";

fn application() -> App {
    App::new().module(module_path!())
}

fn app() -> TestApp {
    application().test()
}

#[post_mapping("/stream/body")]
async fn stream(body: Body) -> Result<String, Invalid> {
    Ok(format!("{} bytes", body.read(u64::MAX).await?.len()))
}

#[post_mapping("/stream/request/<name>")]
async fn request(name: &str, request: Request, cookies: Cookies) -> Result<String, Invalid> {
    let shown = format!("{name} {} {:?} {:?}", request.method(), request.capture("name"), request.cookie("a"));
    cookies.set(("seen", "1"));
    let body = request.into_body().read(1 << 20).await?;
    Ok(format!("{shown} {}", body.len()))
}

#[post_mapping("/stream/unread")]
fn unread(_body: Body) -> &'static str {
    "unread"
}

#[post_mapping("/stream/form")]
fn form(#[form] name: Option<String>) -> Option<String> {
    name
}

#[post_mapping("/stream/json")]
fn whole(all: Value) -> Value {
    all
}

/// A body whose length is not announced.
fn dripped(pieces: [&'static str; 3]) -> Body {
    Body::new(Pieces(Vec::from(pieces).into_iter()))
}

struct Pieces(std::vec::IntoIter<&'static str>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut task::Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Frame::data(Bytes::from(piece)))))
    }
}

#[tokio::test]
async fn a_handler_may_read_the_body_itself() {
    let app = app();
    app.post("/stream/body").await.assert_text("0 bytes");
    app.post("/stream/body").body("12345").await.assert_text("5 bytes");
    app.post("/stream/body").body(dripped(["12", "", "345"])).await.assert_text("5 bytes");
    app.post("/stream/unread").body(dripped(["1", "2", "3"])).await.assert_text("unread");
    let answer = app.post("/stream/request/a%20b").cookie("a", "1").body("12345").await;
    answer.assert_status(200).assert_text(r#"a b POST Some("a b") Some("1") 5"#);
    assert!(answer.header("set-cookie").is_some_and(|cookie| cookie.starts_with("seen=1;")));
}

#[tokio::test]
async fn a_body_over_the_limit_is_a_413_announced_or_not() {
    let app = application().set("http.body_limit", "4 B").test();
    for target in ["/stream/body", "/stream/request/x", "/stream/form", "/stream/json"] {
        let typed = |request: TestRequest| match target {
            "/stream/json" => request.header("content-type", "application/json"),
            _ => request.header("content-type", FORM),
        };
        for answer in [
            typed(app.post(target)).body("12345").await,
            typed(app.post(target)).body(dripped(["12", "3", "45"])).await,
        ] {
            let detail = answer.assert_status(413).json::<Value>()["detail"].clone();
            assert_eq!(detail, "the body is larger than 4 bytes (setting `http.body_limit`)", "{target}");
        }
    }
    app.post("/stream/body").body("1234").await.assert_status(200);
    app.post("/stream/body").body(dripped(["12", "3", "4"])).await.assert_status(200);
    // Announced, it is refused before the handler is called; otherwise nobody has read too much of it.
    app.post("/stream/unread").body("12345").await.assert_status(413);
    app.post("/stream/unread").body(dripped(["12", "3", "45"])).await.assert_status(200);
}

struct Wary;

impl Guard for Wary {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Err(Invalid::declined())
    }
}

#[post_mapping("/declining/unread")]
async fn declining(#[guard] _wary: Wary, _body: Body) {}

#[post_mapping("/declining/form")]
fn declining_form(#[form] _name: &str) -> Invalid {
    Invalid::declined()
}

#[tokio::test]
async fn what_is_declined_keeps_its_body() {
    let echo = service_fn(async |request: http::Request<Body>| {
        let body = request.into_body().read(64).await.unwrap_or_default();
        Ok::<_, Infallible>(Response::new(Body::from(body)))
    });
    let app = application().fallback(echo).test();
    app.post("/declining/unread").body("unread").await.assert_text("unread");
    app.post("/declining/unread").body(dripped(["un", "re", "ad"])).await.assert_text("unread");
    app.post("/declining/form").form(&[("_name", "x")]).await.assert_text("_name=x");
    app.post("/declining/form").form(&[("other", "x")]).await.assert_status(400);
}
