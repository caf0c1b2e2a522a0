//! Tower layers around an application, and an application as a tower service.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context as TaskContext, Poll},
};

use framework::{
    BoxError, Endpoint, RouteInfo, TestApp,
    http::{self, HeaderName, HeaderValue, Method, Request, header},
    prelude::*,
    serde_json::{Value, json},
};
use tower::{
    Service as TowerService, ServiceExt,
    layer::layer_fn,
    service_fn,
    util::{MapRequestLayer, MapResponseLayer},
};
use tower_http::{
    cors::CorsLayer,
    request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
};

#[get_mapping("/users/<id>")]
fn find(id: u8) -> String {
    id.to_string()
}

#[post_mapping("/users")]
async fn create(#[body] body: String, #[header] x_order: Option<String>) -> String {
    format!("{body} {x_order:?}")
}

#[get_mapping]
fn seen(head: &RequestHead) -> String {
    head.header("x-request-id").unwrap_or("nothing").to_owned()
}

#[get_mapping]
fn extension(head: &RequestHead) -> String {
    head.extensions().get::<u32>().map(ToString::to_string).unwrap_or_default()
}

#[get_mapping]
fn panicking() -> &'static str {
    panic!("in a handler")
}

fn application() -> App {
    App::new().module(module_path!())
}

/// Numbers requests.
#[derive(Clone, Default)]
struct Count(Arc<AtomicU64>);

impl MakeRequestId for Count {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Some(RequestId::new(HeaderValue::from(number)))
    }
}

#[tokio::test]
async fn tower_http_gives_every_request_an_id_also_those_that_no_route_answers() {
    let app = application()
        .layer(SetRequestIdLayer::x_request_id(Count::default()))
        .layer(PropagateRequestIdLayer::x_request_id())
        .test();
    app.get("/seen").await.assert_status(200).assert_header("x-request-id", "0").assert_text("0");
    app.get("/seen").await.assert_header("x-request-id", "1").assert_text("1");
    app.get("/seen").header("x-request-id", "mine").await.assert_header("x-request-id", "mine").assert_text("mine");
    app.get("/nowhere").await.assert_status(404).assert_header("x-request-id", "2");
    app.get("/users/x").await.assert_status(400).assert_header("x-request-id", "3");
    app.get("/panicking").await.assert_status(500).assert_header("x-request-id", "4");
    app.head("/seen").await.assert_status(200).assert_header("x-request-id", "5").assert_text("");
}

#[tokio::test]
async fn tower_http_answers_a_cors_preflight() {
    let cors = CorsLayer::new()
        .allow_origin(HeaderValue::from_static("https://example.org"))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE]);
    let app = application().layer(cors).test();
    let preflight = app.request(Method::OPTIONS, "/users").header("origin", "https://example.org");
    let answer = preflight.header("access-control-request-method", "POST").await;
    answer.assert_status(200).assert_header("access-control-allow-origin", "https://example.org");
    answer
        .assert_header("access-control-allow-methods", "GET,POST")
        .assert_header("access-control-allow-headers", "content-type");
    let answer = app.get("/users/7").header("origin", "https://example.org").await;
    answer.assert_status(200).assert_header("access-control-allow-origin", "https://example.org").assert_text("7");
    let answer = app.get("/users/x").header("origin", "https://example.org").await;
    answer.assert_status(400).assert_header("access-control-allow-origin", "https://example.org");
}

#[tokio::test]
async fn tower_http_sets_a_header_on_every_response() {
    let name = HeaderName::from_static("x-frame-options");
    let app = application().layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static("DENY"))).test();
    for (target, status) in [("/users/7", 200), ("/users/x", 400), ("/nowhere", 404), ("/%", 400), ("/panicking", 500)]
    {
        app.get(target).await.assert_status(status).assert_header("x-frame-options", "DENY");
    }
    app.post("/users/7")
        .await
        .assert_status(405)
        .assert_header("x-frame-options", "DENY")
        .assert_header("allow", "GET, HEAD, OPTIONS");
}

fn append<B>(mut response: http::Response<B>, value: &'static str) -> http::Response<B> {
    response.headers_mut().append("x-order", HeaderValue::from_static(value));
    response
}

fn enter(mut request: Request<Body>, value: &'static str) -> Request<Body> {
    let before = request.headers().get("x-order").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let now = format!("{before}{value}").parse().expect("a header value");
    request.headers_mut().insert("x-order", now);
    request
}

#[tokio::test]
async fn the_first_layer_is_the_outermost() {
    let app = application()
        .layer(MapRequestLayer::new(|request| enter(request, "a")))
        .layer(MapResponseLayer::new(|response: Response| append(response, "a")))
        .layer(MapRequestLayer::new(|request| enter(request, "b")))
        .layer(MapResponseLayer::new(|response: Response| append(response, "b")))
        .test();
    let answer = app.post("/users").body("x").await;
    answer.assert_status(200).assert_text(r#"x Some("ab")"#);
    let order: Vec<_> = answer.headers().get_all("x-order").iter().collect();
    assert_eq!(order, ["b", "a"]);
}

#[tokio::test]
async fn a_layer_sees_which_route_will_answer() {
    let layer = layer_fn(|inner: Endpoint| {
        service_fn(move |request: Request<Body>| {
            let route = request.extensions().get::<&'static RouteInfo>().copied();
            let inner = inner.clone();
            async move {
                let mut response = inner.oneshot(request).await?;
                let shown = route.map_or("none".to_owned(), |route| format!("{} {}", route.pattern, route.function));
                response.headers_mut().insert("x-route", shown.parse().expect("a header value"));
                Ok::<_, Infallible>(response)
            }
        })
    });
    let app = application().layer(layer).test();
    let cases = [
        (Method::GET, "/users/7", 200, "/users/<id> find"),
        (Method::HEAD, "/users/7", 200, "/users/<id> find"),
        (Method::GET, "/users/x", 400, "/users/<id> find"),
        (Method::POST, "/users", 200, "/users create"),
        (Method::POST, "/users/7", 405, "none"),
        (Method::GET, "/nowhere", 404, "none"),
        (Method::GET, "/%zz", 400, "none"),
    ];
    for (method, target, status, route) in cases {
        app.request(method, target).await.assert_status(status).assert_header("x-route", route);
    }
}

#[tokio::test]
async fn a_layer_may_rewrite_the_target_and_attach_extensions() {
    let layer = MapRequestLayer::new(|mut request: Request<Body>| {
        request.extensions_mut().insert(7_u32);
        if request.uri().path() == "/old" {
            *request.uri_mut() = "/users/9".parse().expect("a target");
        }
        request
    });
    let app = application().layer(layer).test();
    app.get("/old").await.assert_status(200).assert_text("9");
    app.get("/extension").await.assert_text("7");
}

/// Refuses or fails as it is told.
#[derive(Clone)]
struct Failing {
    ready: bool,
}

impl TowerService<Request<Body>> for Failing {
    type Response = Response;
    type Error = BoxError;
    type Future = Ready<Result<Response, BoxError>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(if self.ready { Ok(()) } else { Err("s3cret".into()) })
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        ready(Err("s3cret".into()))
    }
}

#[tokio::test]
async fn an_error_of_a_layer_is_a_500_and_a_503_when_it_is_not_ready() {
    for (ready, status, title) in [(true, 500, "Internal Server Error"), (false, 503, "Service Unavailable")] {
        let app = application()
            .layer(MapResponseLayer::new(|response: Response| append(response, "outer")))
            .layer(layer_fn(move |_: Endpoint| Failing { ready }))
            .test();
        let answer = app.get("/users/7?q=1").await;
        answer
            .assert_status(status)
            .assert_header("content-type", "application/problem+json")
            .assert_header("x-order", "outer");
        let problem: Value = answer.json();
        assert_eq!(problem["title"], title);
        assert_eq!(problem["instance"], "/users/7");
        assert!(!answer.text().contains("s3cret"));

        let outermost = application().layer(layer_fn(move |_: Endpoint| Failing { ready })).test();
        let answer = outermost.get("/users/7").await;
        answer.assert_status(status).assert_header("content-type", "application/problem+json");
        assert!(!answer.text().contains("s3cret"));
    }
}

#[tokio::test]
async fn a_panic_in_a_layer_is_a_500_and_the_next_request_works() {
    let app: TestApp = application()
        .layer(MapRequestLayer::new(|request: Request<Body>| {
            assert_ne!(request.uri().path(), "/users/1", "s3cret");
            request
        }))
        .test();
    app.get("/users/1").await.assert_status(500).assert_json(json!({
        "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": "/users/1",
    }));
    app.get("/users/2").await.assert_status(200).assert_text("2");
}

#[tokio::test]
async fn an_application_is_a_tower_service() {
    let service = application().into_service().await.expect("it starts");
    let request = |method: Method, target: &str, body: &'static str| {
        Request::builder().method(method).uri(target).body(Body::from(body)).expect("a request")
    };
    let Ok(response) = service.clone().oneshot(request(Method::GET, "/users/7", "")).await;
    assert_eq!(
        (response.status().as_u16(), response.headers()["content-type"].as_bytes()),
        (200, &b"text/plain; charset=UTF-8"[..])
    );
    assert_eq!(response.into_body().read(100).await.expect("a body"), "7");

    // Any body will do: that of a response, for instance.
    let Ok(response) = service.clone().oneshot(request(Method::POST, "/users", "text")).await;
    let echoed = Request::builder().method(Method::POST).uri("/users").body(response.into_body()).expect("a request");
    let Ok(response) = service.clone().oneshot(echoed).await;
    assert_eq!(response.into_body().read(100).await.expect("a body"), "text None None");

    let Ok(response) = service.clone().oneshot(request(Method::GET, "/nowhere", "")).await;
    assert_eq!(response.status().as_u16(), 404);

    // It may stand inside of another service, and be wrapped there.
    let outside = tower::ServiceBuilder::new().map_response(|response| append(response, "outside")).service(service);
    let Ok(response) = outside.oneshot(request(Method::GET, "/users/7", "")).await;
    assert_eq!(response.headers()["x-order"], "outside");
}
