//! Functions around the routes.

use std::sync::{Arc, Mutex};

use framework::{
    RouteInfo,
    http::{self, HeaderValue},
    prelude::*,
    serde_json::Value,
};

#[get_mapping("/around/<id>")]
fn find(id: u8, head: &RequestHead) -> String {
    format!("{id} {}", head.extensions().get::<u8>().copied().unwrap_or_default())
}

#[post_mapping("/around")]
async fn echo(#[body] text: String) -> String {
    text
}

#[get_mapping("/around/panics")]
fn panics() -> &'static str {
    panic!("in a handler")
}

fn application() -> App {
    App::new().module(module_path!())
}

async fn named(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<&'static RouteInfo>().map_or("none", |route| route.pattern);
    assert_eq!(request.peer().is_some(), request.header("x-peer").is_none());
    let mut response = next.run(request).await;
    response.headers_mut().append("x-route", HeaderValue::from_static(route));
    response
}

async fn only_with_a_key(request: Request, next: Next) -> Result<Response, Invalid> {
    match request.header("x-key") {
        Some("7") => Ok(next.run(request).await),
        Some(_) => Err(Invalid::forbidden("a wrong key")),
        None => panic!("no key"),
    }
}

#[tokio::test]
async fn a_function_sees_requests_and_responses() {
    let app = application().around(named).test();
    app.get("/around/7").await.assert_text("7 0").assert_header("x-route", "/around/<id>");
    app.post("/around").text("a body").await.assert_text("a body").assert_header("x-route", "/around");
    app.get("/around/x").await.assert_status(400).assert_header("x-route", "/around/<id>");
    app.get("/around/panics").await.assert_status(500).assert_header("x-route", "/around/panics");
    app.get("/nowhere").await.assert_status(404).assert_header("x-route", "none");
}

#[tokio::test]
async fn a_function_may_refuse_and_a_panic_in_it_ends_this_request_alone() {
    let app = application().around(only_with_a_key).test();
    app.get("/around/7").header("x-key", "7").await.assert_text("7 0");
    let problem = app.get("/around/7").header("x-key", "8").await;
    assert_eq!(problem.assert_status(403).json::<Value>()["detail"], "a wrong key");
    let problem = app.get("/around/7").await;
    assert!(problem.assert_status(500).logs().contains("no key"), "{}", problem.logs());
}

#[tokio::test]
async fn functions_and_layers_stand_in_the_order_in_which_they_are_added() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let note = |name: &'static str| {
        let order = Arc::clone(&order);
        move |request: Request, next: Next| {
            order.lock().expect("no panic").push(name);
            next.run(request)
        }
    };
    let layer = tower::util::MapRequestLayer::new({
        let order = Arc::clone(&order);
        move |request: http::Request<Body>| {
            order.lock().expect("no panic").push("layer");
            request
        }
    });
    let app = application().around(note("first")).layer(layer).around(note("last")).test();
    app.get("/around/7").await.assert_text("7 0");
    assert_eq!(*order.lock().expect("no panic"), ["first", "layer", "last"]);
}

#[tokio::test]
async fn a_function_may_change_the_request() {
    let app = application().around(async |request: Request, next: Next| {
        let mut request = http::Request::<Body>::from(request);
        request.extensions_mut().insert(9_u8);
        *request.uri_mut() = "/around/8".parse().expect("a target");
        next.run(request).await
    });
    app.test().get("/around/7").await.assert_text("8 9");
}
