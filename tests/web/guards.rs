//! Guards decide from the head alone, in order, before anything else of a request is looked at.

use std::sync::{Arc, Mutex};

use framework::{
    Description, Security, TestApp,
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

/// What happened to a request, in order.
#[derive(Clone, Default)]
struct Journal(Arc<Mutex<Vec<&'static str>>>);

impl Journal {
    fn note(&self, event: &'static str) {
        self.0.lock().expect("no test panics while it notes").push(event);
    }

    fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.0.lock().expect("no test panics while it notes"))
    }
}

fn note(request: &RequestHead, event: &'static str) {
    if let Some(journal) = request.component::<Journal>() {
        journal.note(event);
    }
}

/// Whoever says who he is.
struct Visitor(String);

impl Guard for Visitor {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        note(request, "visitor");
        tokio::task::yield_now().await;
        match request.header("authorization") {
            Some(name) => Ok(Visitor(name.to_owned())),
            None => Err(Invalid::unauthorized("log in first").header("www-authenticate", "Bearer")),
        }
    }

    fn describe(description: &mut Description<'_>) {
        description.problem(HttpStatus::UNAUTHORIZED);
    }
}

/// Only Ada.
struct Admin;

impl Guard for Admin {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        note(request, "admin");
        match request.header("authorization") {
            Some("ada") => Ok(Admin),
            _ => Err(Invalid::forbidden("only Ada")),
        }
    }
}

struct Secret(u32);

impl Guard for Secret {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        request.component::<u32>().map(Secret).ok_or_else(|| Invalid::unavailable("there is no u32"))
    }
}

struct Panicking;

impl Guard for Panicking {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        panic!("in a guard")
    }
}

#[derive(Bean)]
struct Input {
    count: u8,
}

#[post_mapping("/both/<id>")]
async fn both(head: &RequestHead, #[guard] visitor: Visitor, id: u8, #[guard] _admin: Admin, input: Input) -> String {
    note(head, "handler");
    format!("{} {id} {}", visitor.0, input.count)
}

#[post_mapping("/reversed")]
async fn reversed(#[guard] _admin: Admin, #[guard] visitor: Visitor) -> String {
    visitor.0
}

#[get_mapping("/synchronous")]
fn synchronous(#[guard] visitor: Visitor, n: i32) -> String {
    format!("{} {n}", visitor.0)
}

#[get_mapping("/secret")]
fn secret(#[guard] secret: Secret) -> u32 {
    secret.0
}

#[get_mapping("/panicking")]
fn panicking(#[guard] _panicking: Panicking) {}

#[post_mapping("/raw")]
async fn raw(#[guard] _visitor: Visitor, #[body] body: String) -> String {
    body
}

#[get_mapping("/perhaps")]
async fn perhaps(#[guard] visitor: Option<Visitor>) -> String {
    visitor.map_or_else(|| "nobody".to_owned(), |visitor| visitor.0)
}

#[get_mapping("/perhaps/admin")]
async fn perhaps_admin(#[guard] admin: Option<Admin>) -> bool {
    admin.is_some()
}

#[get_mapping("/decided")]
fn decided(#[guard] visitor: Result<Visitor, Invalid>, #[guard] admin: Result<Admin, Invalid>) -> String {
    let of = |refusal: Invalid| refusal.status().code().to_string();
    format!("{} {}", visitor.map_or_else(of, |it| it.0), admin.map_or_else(of, |_| "admin".to_owned()))
}

struct Bearer(String);

impl Guard for Bearer {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        let token = request.bearer_token().map(str::to_owned);
        token.map(Bearer).ok_or_else(|| Invalid::unauthorized("a token, please"))
    }

    fn describe(description: &mut Description<'_>) {
        description.security(Security::bearer());
        description.problem(HttpStatus::FORBIDDEN);
    }
}

#[get_mapping("/bearer")]
fn bearer(#[guard] bearer: Bearer) -> String {
    bearer.0
}

#[get_mapping("/bearer/perhaps")]
fn perhaps_bearer(#[guard] bearer: Option<Bearer>) -> bool {
    bearer.is_some()
}

fn application() -> App {
    App::new().module(module_path!())
}

fn app() -> TestApp {
    application().test()
}

#[tokio::test]
async fn what_a_guard_makes_is_the_argument() {
    let app = app();
    app.get("/synchronous?n=1").header("Authorization", "ada").await.assert_status(200).assert_text("ada 1");
    let answer = app.post("/both/7").header("authorization", "ada").json(&json!({ "count": 3 })).await;
    answer.assert_status(200).assert_text("ada 7 3");
}

#[tokio::test]
async fn guards_run_in_the_order_of_the_arguments_and_the_first_refusal_is_answered() {
    let journal = Journal::default();
    let app = application().provide(journal.clone()).test();
    let cases: [(&str, Option<&str>, u16, &[&str]); 6] = [
        ("/both/7", None, 401, &["visitor"]),
        ("/both/7", Some("bob"), 403, &["visitor", "admin"]),
        ("/both/7", Some("ada"), 200, &["visitor", "admin", "handler"]),
        ("/reversed", None, 403, &["admin"]),
        ("/reversed", Some("bob"), 403, &["admin"]),
        ("/reversed", Some("ada"), 200, &["admin", "visitor"]),
    ];
    for (path, name, status, events) in cases {
        let request = app.post(path).json(&json!({ "count": 3 }));
        let request = match name {
            Some(name) => request.header("authorization", name),
            None => request,
        };
        request.await.assert_status(status);
        assert_eq!(journal.take(), events, "{path} {name:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_sent_with_its_headers() {
    app()
        .get("/synchronous?n=1")
        .await
        .assert_status(401)
        .assert_header("content-type", "application/problem+json")
        .assert_header("www-authenticate", "Bearer")
        .assert_json(json!({
            "type": "about:blank",
            "title": "Unauthorized",
            "status": 401,
            "detail": "log in first",
            "instance": "/synchronous",
        }));
}

#[tokio::test]
async fn a_refusal_hides_everything_else_that_is_wrong() {
    let limited = application().set("http.body_limit", "4").test();
    let long = "x".repeat(100);
    for (app, target) in [(app(), "/both/x?y=z"), (limited, "/both/256")] {
        for (content_type, body) in
            [("text/plain", long.as_str()), ("application/json", "{"), ("application/json", "{}")]
        {
            let answer = app.post(target).header("content-type", content_type).body(body.to_owned()).await;
            answer.assert_status(401);
            assert_eq!(answer.json::<Value>()["errors"], Value::Null, "{}", answer.text());
        }
    }
    app().get("/synchronous?n=x").await.assert_status(401);
    app().get("/synchronous?n=x").header("authorization", "ada").await.assert_status(400);
}

#[tokio::test]
async fn the_order_of_refusals_is_401_403_415_413_400_422() {
    let app = application().set("http.body_limit", "20").test();
    let long = "x".repeat(21);
    let cases = [
        (None, "text/plain", long.as_str(), "/both/x", 401),
        (Some("bob"), "text/plain", long.as_str(), "/both/x", 403),
        (Some("ada"), "text/plain", long.as_str(), "/both/x", 415),
        (Some("ada"), "application/json", long.as_str(), "/both/x", 413),
        (Some("ada"), "application/json", r#"{"count":256}"#, "/both/x", 400),
        (Some("ada"), "application/json", r#"{"count":256}"#, "/both/7", 422),
        (Some("ada"), "application/json", r#"{"count":255}"#, "/both/7", 200),
    ];
    for (name, content_type, body, target, status) in cases {
        let request = app.post(target).header("content-type", content_type).body(body.to_owned());
        let request = match name {
            Some(name) => request.header("authorization", name),
            None => request,
        };
        request.await.assert_status(status);
    }
}

/// The body never comes: whoever waited for a byte of it would wait for ever.
#[tokio::test]
async fn a_guard_refuses_before_a_byte_of_the_body_is_read() {
    for (path, framing) in
        [("/both/7", "content-length: 5"), ("/raw", "content-length: 5"), ("/raw", "transfer-encoding: chunked")]
    {
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n{framing}\r\n\r\n");
        let response = crate::exchange(application(), &head).await;
        assert!(response.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{path} {framing}: {response}");
    }
}

#[tokio::test]
async fn a_guard_refuses_before_a_client_is_told_to_go_on() {
    let head = "POST /raw HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5\r\n";
    let refused = crate::exchange(application(), &format!("{head}\r\n")).await;
    assert!(refused.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{refused}");
    let allowed = crate::exchange(application(), &format!("{head}authorization: ada\r\n\r\n")).await;
    assert!(allowed.starts_with("HTTP/1.1 100 Continue\r\n\r\n"), "{allowed}");
}

#[tokio::test]
async fn a_guard_finds_components_by_their_type() {
    application().provide(7_u32).test().get("/secret").await.assert_status(200).assert_text("7");
    application().provide(7_u32).provide(8_u32).test().get("/secret").await.assert_text("8");
    application().provide(7_u64).test().get("/secret").await.assert_status(503);
    app().get("/secret").await.assert_status(503);
}

#[tokio::test]
async fn a_panic_in_a_guard_is_a_500_and_the_next_request_works() {
    let app = app();
    let answer = app.get("/panicking").await;
    answer.assert_status(500).assert_header("content-type", "application/problem+json");
    assert!(!answer.text().contains("in a guard"), "{}", answer.text());
    app.get("/synchronous?n=1").header("authorization", "ada").await.assert_status(200);
}

#[tokio::test]
async fn a_guard_that_may_be_missing_lets_everybody_pass_whom_it_does_not_know() {
    let app = app();
    app.get("/perhaps").await.assert_status(200).assert_text("nobody");
    app.get("/perhaps").header("authorization", "bob").await.assert_text("bob");
    // Not every refusal says that somebody is not known.
    app.get("/perhaps/admin").await.assert_status(403);
    app.get("/perhaps/admin").header("authorization", "ada").await.assert_text("true");
}

#[tokio::test]
async fn a_handler_may_be_given_the_refusal() {
    let app = app();
    app.get("/decided").await.assert_status(200).assert_text("401 403");
    app.get("/decided").header("authorization", "ada").await.assert_text("ada admin");
}

#[tokio::test]
async fn a_bearer_token_is_found_whatever_the_case_of_its_scheme() {
    let app = app();
    for written in ["Bearer a.b-c=", "bearer a.b-c=", "BEARER  a.b-c="] {
        app.get("/bearer").header("authorization", written).await.assert_text("a.b-c=");
    }
    for other in ["Bearer", "Bearer ", "Basic a.b-c=", "Bearera.b-c=", "Bearer a b", "a.b-c="] {
        app.get("/bearer").header("authorization", other).await.assert_status(401);
    }
}

#[tokio::test]
async fn a_guard_that_may_be_missing_is_described_without_its_401() {
    let document = app().get("/openapi.json").await.json::<Value>();
    let asked = &document["paths"]["/bearer"]["get"];
    assert_eq!(asked["security"], json!([{ "bearer": [] }]));
    assert!(asked["responses"]["401"].is_object() && asked["responses"]["403"].is_object());
    let perhaps = &document["paths"]["/bearer/perhaps"]["get"];
    assert_eq!(perhaps["security"], json!([{}, { "bearer": [] }]));
    assert!(perhaps["responses"]["401"].is_null() && perhaps["responses"]["403"].is_object());
    assert!(document["components"]["securitySchemes"]["bearer"].is_object());
}
