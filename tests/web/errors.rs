//! What is answered when a request cannot be served, and what stays private.

use std::{error::Error, fmt, io};

use framework::{
    BoxError, TestApp,
    prelude::*,
    serde_json::{Value, json},
    tokio,
};

use crate::answers::PROBLEM;

fn app() -> TestApp {
    App::new().module(module_path!()).test()
}

#[derive(Default)]
struct Kinds;

#[controller("/kinds")]
impl Kinds {
    #[get_mapping]
    fn bad_request() -> Invalid {
        Invalid::bad_request("it is so")
    }

    #[get_mapping]
    fn unauthorized() -> Invalid {
        Invalid::unauthorized("it is so")
    }

    #[get_mapping]
    fn forbidden() -> Invalid {
        Invalid::forbidden("it is so")
    }

    #[get_mapping]
    fn not_found() -> Invalid {
        Invalid::not_found("it is so")
    }

    #[get_mapping]
    fn conflict() -> Invalid {
        Invalid::conflict("it is so")
    }

    #[get_mapping]
    fn gone() -> Invalid {
        Invalid::gone("it is so")
    }

    #[get_mapping]
    fn unprocessable() -> Invalid {
        Invalid::unprocessable("it is so")
    }

    #[get_mapping]
    fn too_many_requests() -> Invalid {
        Invalid::too_many_requests("it is so")
    }

    #[get_mapping]
    fn unavailable() -> Invalid {
        Invalid::unavailable("it is so")
    }

    #[get_mapping]
    fn teapot() -> Invalid {
        Invalid::new(HttpStatus::IM_A_TEAPOT, "it is so")
    }

    #[get_mapping]
    fn unknown() -> Result<(), Invalid> {
        Err(Invalid::new(HttpStatus::try_from(499)?, String::from("it is so")))
    }
}

#[tokio::test]
async fn an_invalid_is_problem_json_of_its_status() {
    let cases = [
        ("bad_request", 400, "Bad Request"),
        ("unauthorized", 401, "Unauthorized"),
        ("forbidden", 403, "Forbidden"),
        ("not_found", 404, "Not Found"),
        ("conflict", 409, "Conflict"),
        ("gone", 410, "Gone"),
        ("unprocessable", 422, "Unprocessable Entity"),
        ("too_many_requests", 429, "Too Many Requests"),
        ("unavailable", 503, "Service Unavailable"),
        ("teapot", 418, "I'm a teapot"),
        ("unknown", 499, "UNKNOWN"),
    ];
    let app = app();
    for (name, status, title) in cases {
        let path = format!("/kinds/{name}");
        let text = format!(
            r#"{{"type":"about:blank","title":"{title}","status":{status},"detail":"it is so","instance":"{path}"}}"#
        );
        let answer = app.get(&format!("{path}?q=not+part+of+it")).await;
        answer.assert_status(status).assert_header("content-type", PROBLEM).assert_text(&text);
    }
}

#[get_mapping]
fn members() -> Invalid {
    Invalid::conflict("taken")
        .with("limit", 3)
        .with("names", vec!["a", "b"])
        .with("nested", json!({ "x": null }))
        .with("limit", 4)
        .header("Retry-After", "7")
        .header("x-many", "1")
        .header("X-Many", "2")
}

#[get_mapping]
fn own_members() -> Invalid {
    Invalid::conflict("taken").with("type", "https://example.org/taken").with("title", "Taken").with("instance", "/x")
}

#[get_mapping]
fn bad_header(value: String) -> Invalid {
    Invalid::conflict("taken").header("x-value", value)
}

#[tokio::test]
async fn with_adds_members_and_header_adds_fields() {
    let app = app();
    let answer = app.get("/members").await;
    answer.assert_status(409).assert_header("content-type", PROBLEM).assert_header("retry-after", "7");
    answer.assert_json(json!({
        "type": "about:blank", "title": "Conflict", "status": 409, "detail": "taken", "instance": "/members",
        "limit": 4, "names": ["a", "b"], "nested": { "x": null },
    }));
    let many: Vec<_> = answer.headers().get_all("x-many").iter().collect();
    assert_eq!(many, ["1", "2"]);
    app.get("/own_members").await.assert_status(409).assert_json(json!({
        "type": "https://example.org/taken", "title": "Taken", "status": 409, "detail": "taken", "instance": "/x",
    }));
}

#[tokio::test]
async fn a_header_value_cannot_split_the_response() {
    let app = app();
    app.get("/bad_header?value=good").await.assert_status(409).assert_header("x-value", "good");
    for value in ["a%0D%0Aset-cookie:%20x=1", "a%0Ab", "%00"] {
        let answer = app.get(&format!("/bad_header?value={value}")).await;
        answer.assert_status(500);
        assert!(answer.headers().get("set-cookie").is_none() && answer.headers().get("x-value").is_none());
    }
}

#[derive(Default)]
struct Foreign;

#[controller("/foreign")]
impl Foreign {
    #[get_mapping]
    fn parse() -> Result<u8, Invalid> {
        Ok("s3cret".parse::<u8>()?)
    }

    #[get_mapping]
    async fn io() -> Result<(), Invalid> {
        Err(io::Error::other("s3cret"))?
    }

    #[get_mapping]
    fn direct() -> Result<(), io::Error> {
        Err(io::Error::other("s3cret"))
    }

    #[get_mapping]
    fn boxed() -> Result<(), Invalid> {
        let failed: Result<(), BoxError> = Err("s3cret".into());
        failed.map_err(Invalid::internal)
    }

    #[get_mapping]
    fn text() -> Invalid {
        Invalid::internal("s3cret")
    }

    #[get_mapping]
    fn nested() -> Result<(), Invalid> {
        Err(Nested(io::Error::other("s3cret")))?
    }
}

#[derive(Debug)]
struct Nested(io::Error);

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "s3cret outside")
    }
}

impl Error for Nested {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn a_foreign_error_is_a_500_without_its_text() {
    let app = app();
    for name in ["parse", "io", "direct", "boxed", "text", "nested"] {
        let path = format!("/foreign/{name}");
        let answer = app.get(&path).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path,
        }));
        assert!(!format!("{:?}", answer.headers()).contains("s3cret"));
    }
}

#[get_mapping]
fn caused() -> Invalid {
    Invalid::conflict("taken").caused_by(io::Error::other("s3cret"))
}

#[tokio::test]
async fn a_private_cause_is_never_sent() {
    let answer = app().get("/caused").await;
    answer.assert_status(409);
    assert_eq!(answer.json::<Value>()["detail"], "taken");
    assert!(!answer.text().contains("s3cret"));
}

#[derive(Debug, thiserror::Error, HttpError)]
enum UserError {
    #[error("no user {id} in shard {shard}")]
    #[invalid(404, "no user {id}")]
    Missing { id: u64, shard: u8 },
    #[error("{0} is taken by s3cret")]
    #[invalid(409, "{0} is taken")]
    Taken(String),
    #[error("s3cret")]
    #[invalid(503, "come back later")]
    Busy,
    #[error("s3cret disk")]
    Disk(#[from] io::Error),
}

fn fail(kind: &str) -> Result<(), UserError> {
    Err(match kind {
        "missing" => UserError::Missing { id: 7, shard: 2 },
        "taken" => UserError::Taken("Ada".to_owned()),
        "busy" => UserError::Busy,
        "disk" => io::Error::other("s3cret").into(),
        _ => return Ok(()),
    })
}

#[get_mapping("/mapped/question/<kind>")]
async fn by_question_mark(kind: &str) -> Result<&'static str, Invalid> {
    fail(kind)?;
    Ok("good")
}

#[get_mapping("/mapped/direct/<kind>")]
fn directly(kind: &str) -> Result<&'static str, UserError> {
    fail(kind).map(|()| "good")
}

#[tokio::test]
async fn a_thiserror_enum_with_http_error_keeps_its_statuses_and_its_private_text() {
    let cases = [
        ("missing", 404, "Not Found", Some("no user 7")),
        ("taken", 409, "Conflict", Some("Ada is taken")),
        ("busy", 503, "Service Unavailable", Some("come back later")),
        ("disk", 500, "Internal Server Error", None),
    ];
    let app = app();
    for way in ["question", "direct"] {
        for (kind, status, title, detail) in cases {
            let path = format!("/mapped/{way}/{kind}");
            let answer = app.get(&path).await;
            let mut problem = json!({ "type": "about:blank", "title": title, "status": status, "instance": path });
            if let Some(detail) = detail {
                problem["detail"] = detail.into();
            }
            answer.assert_status(status).assert_header("content-type", PROBLEM).assert_json(problem);
        }
        app.get(&format!("/mapped/{way}/none")).await.assert_status(200).assert_text("good");
    }
}

#[get_mapping("/panic/synchronous")]
fn synchronous_panic() -> &'static str {
    panic!("s3cret")
}

#[get_mapping("/panic/asynchronous")]
async fn asynchronous_panic() -> &'static str {
    tokio::task::yield_now().await;
    panic!("s3cret {}", 1)
}

#[post_mapping("/panic/body")]
fn panic_with_a_body(#[body] body: String) -> String {
    assert!(body.is_empty(), "s3cret");
    body
}

#[derive(Bean)]
#[bean(output)]
struct Explosive {
    #[serde(serialize_with = "explode")]
    member: u8,
}

fn explode<S: framework::serde::Serializer>(_: &u8, _: S) -> Result<S::Ok, S::Error> {
    panic!("s3cret")
}

#[get_mapping("/panic/response")]
fn panic_in_a_response() -> Explosive {
    Explosive { member: 1 }
}

#[get_mapping("/panic/none")]
fn no_panic() -> &'static str {
    "alive"
}

#[tokio::test]
async fn a_panic_is_a_500_and_the_next_request_works() {
    let app = app();
    for (method, path) in [("GET", "synchronous"), ("GET", "asynchronous"), ("POST", "body"), ("GET", "response")] {
        let path = format!("/panic/{path}");
        let request = if method == "GET" { app.get(&path) } else { app.post(&path).body("x") };
        request.await.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
            "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path,
        }));
        app.get("/panic/none").await.assert_status(200).assert_text("alive");
    }
}

#[tokio::test]
async fn a_connection_lives_on_after_a_panic() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let server = App::new().module(module_path!()).listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("an address");
    let mut socket = tokio::net::TcpStream::connect(address).await.expect("it accepts");
    let mut seen = String::new();
    for path in ["synchronous", "none", "asynchronous"] {
        socket.write_all(format!("GET /panic/{path} HTTP/1.1\r\nhost: x\r\n\r\n").as_bytes()).await.expect("it reads");
    }
    socket.write_all(b"GET /panic/none HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.expect("it reads");
    socket.read_to_string(&mut seen).await.expect("it answers");
    server.shutdown().await;
    let lines: Vec<_> = seen.match_indices("HTTP/1.1 ").map(|(at, _)| &seen[at + 9..at + 12]).collect();
    assert_eq!(lines, ["500", "200", "500", "200"], "{seen}");
}

#[tokio::test]
async fn refusals_that_no_handler_made_are_problems_too() {
    let app = app();
    app.get("/nowhere").await.assert_status(404).assert_header("content-type", PROBLEM).assert_json(json!({
        "type": "about:blank", "title": "Not Found", "status": 404, "instance": "/nowhere",
    }));
    app.post("/members").await.assert_status(405).assert_header("content-type", PROBLEM).assert_json(json!({
        "type": "about:blank", "title": "Method Not Allowed", "status": 405, "instance": "/members",
    }));
}
