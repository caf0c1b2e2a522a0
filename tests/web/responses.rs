//! The response types: what they are by default, what builders and conversions make of them, how they are described.

use std::{collections::BTreeMap, convert::Infallible};

use framework::{
    TestApp, TestResponse,
    bytes::Bytes,
    prefixed,
    prelude::*,
    serde_json::{Value, json},
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::{Duration, timeout},
    },
};
use tower::service_fn;

const TEXT: &str = "text/plain; charset=UTF-8";
const HTML: &str = "text/html; charset=UTF-8";
const JSON: &str = "application/json; charset=UTF-8";
const OCTETS: &str = "application/octet-stream";
const TOML: &str = "text/x-toml; charset=UTF-8";
const PROBLEM: &str = "application/problem+json";

const A_FILE: &str = include_str!("../../rustfmt.toml");

fn unstarted() -> App {
    App::new().module(module_path!()).set("http.files_root", env!("CARGO_MANIFEST_DIR"))
}

fn app() -> TestApp {
    unstarted().test()
}

/// A path with a text in its query, whatever the text is.
fn with(path: &str, text: &str) -> String {
    let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("{path}?text={encoded}")
}

#[track_caller]
fn assert_answer(answer: &TestResponse, status: u16, content_type: Option<&str>, body: &str) {
    answer.assert_status(status).assert_text(body);
    assert_eq!(answer.header("content-type"), content_type, "{body}");
}

fn all<'a>(answer: &'a TestResponse, name: &str) -> Vec<&'a str> {
    answer.headers().get_all(name).iter().map(|value| value.to_str().expect("ASCII")).collect()
}

#[derive(Bean, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct User {
    id: u32,
    name: String,
}

fn user() -> User {
    User { id: 7, name: "Ada".to_owned() }
}

const USER: &str = r#"{"id":7,"name":"Ada"}"#;

fn plain() -> PlainTextResponse {
    PlainTextResponse::new("<Grüße>")
}

fn html() -> HtmlResponse {
    HtmlResponse::new("<h1>Grüße</h1>")
}

fn json() -> JsonResponse {
    JsonResponse::new(user())
}

fn octets() -> BytesResponse {
    BytesResponse::new("Grüße")
}

fn file() -> FileResponse {
    FileResponse::new("rustfmt.toml")
}

fn redirect() -> RedirectResponse {
    RedirectResponse::to("/elsewhere")
}

fn status() -> StatusResponse {
    StatusResponse::new(404, "no such page")
}

/// Each type as its constructor makes it: its name, status, type, body.
const MADE: [(&str, u16, Option<&str>, &str); 7] = [
    ("plain", 200, Some(TEXT), "<Grüße>"),
    ("html", 200, Some(HTML), "<h1>Grüße</h1>"),
    ("json", 200, Some(JSON), USER),
    ("octets", 200, Some(OCTETS), "Grüße"),
    ("file", 200, Some(TOML), A_FILE),
    ("redirect", 302, None, ""),
    ("status", 404, Some(TEXT), "no such page"),
];

/// What is not a status, a field or a cookie: each makes the response a 500.
const MISTAKES: &[&str] = &[
    "status-42",
    "status-1000",
    "status-0",
    "status-100",
    "status-101",
    "status-199",
    "status-mistake-then-good",
    "value-with-a-line-break",
    "value-with-a-line-feed",
    "value-with-nul",
    "name-with-a-line-break",
    "name-with-a-space",
    "name-with-a-colon",
    "name-of-nothing",
    "name-of-letters-beyond-ascii",
    "type-with-a-line-break",
    "content-length",
    "transfer-encoding",
    "cookie-name",
    "cookie-path",
    "content-after-a-mistake",
];

/// The same for each type: builders, and conversions from all types.
macro_rules! types {
    ($($controller:ident $path:tt $make:ident $type:ident;)*) => {$(
        #[derive(Default)]
        struct $controller;

        #[controller($path)]
        impl $controller {
            #[get_mapping]
            fn made() -> $type {
                $make()
            }

            #[get_mapping("/built/<how>")]
            fn built(how: &str) -> $type {
                let made = $make();
                match how {
                    "number" => made.status(201),
                    "constant" => made.status(HttpStatus::ACCEPTED),
                    "foreign-constant" => made.status(http::StatusCode::IM_A_TEAPOT),
                    "unknown" => made.status(600),
                    "last" => made.status(201).status(202),
                    "header" => made.header("X-One", "1").header("x-many", "1").header("X-Many", "2"),
                    "owned-header" => made.header(String::from("x-one"), String::from("1")),
                    "type" => made.content_type("text/a").header("Content-Type", "text/b"),
                    "cookie" => made.cookie(("a", "1")).cookie(Cookie::new("b", "2; Path=/x").http_only(false)),
                    "content" => made.content("other").status(200).content_type("text/x"),
                    "content-of-bytes" => made.content(vec![b'x']).status(200).content_type("text/x"),
                    "close" => made.close(),
                    "no-content" => made.status(204),
                    "reset-content" => made.status(205),
                    "not-modified" => made.status(304),
                    "status-42" => made.status(42),
                    "status-1000" => made.status(1000),
                    "status-0" => made.status(0),
                    "status-100" => made.status(100),
                    "status-101" => made.status(HttpStatus::SWITCHING_PROTOCOLS),
                    "status-199" => made.status(199),
                    "status-mistake-then-good" => made.status(42).status(201).header("x-fine", "1"),
                    "value-with-a-line-break" => made.header("x-a", "a\r\nSet-Cookie: y=1"),
                    "value-with-a-line-feed" => made.header("x-a", "a\nSet-Cookie: y=1"),
                    "value-with-nul" => made.header("x-a", "a\0"),
                    "name-with-a-line-break" => made.header("x-a\r\nSet-Cookie", "y=1"),
                    "name-with-a-space" => made.header("x a", "y"),
                    "name-with-a-colon" => made.header("set-cookie: y=1; x", "y"),
                    "name-of-nothing" => made.header("", "y"),
                    "name-of-letters-beyond-ascii" => made.header("x-名", "y"),
                    "type-with-a-line-break" => made.content_type("text/html\r\nSet-Cookie: y=1"),
                    "content-length" => made.header("Content-Length", "1"),
                    "transfer-encoding" => made.header("transfer-encoding", "chunked"),
                    "cookie-name" => made.cookie(("a\r\nX: y", "1")),
                    "cookie-path" => made.cookie(Cookie::new("a", "1").path("/; Domain=evil")),
                    "content-after-a-mistake" => made.status(42).content("other"),
                    "type-after-a-mistake" => made.status(42).content_type("text/html"),
                    _ => made.status(501),
                }
            }

            #[get_mapping("/from/<other>")]
            async fn from(other: &str) -> $type {
                match other {
                    "plain" => plain().into(),
                    "html" => html().into(),
                    "json" => self::json().into(),
                    "octets" => octets().into(),
                    "file" => file().into(),
                    "redirect" => redirect().into(),
                    "status" => status().into(),
                    "built" => redirect().status(303).header("x-a", "1").cookie(("a", "1")).into(),
                    "mistaken" => status().status(42).into(),
                    "typed-invalid" => $type::from(Invalid::conflict("<b>")).content_type("text/html"),
                    "retyped-response" => Invalid::from($make()).header("Content-Type", "text/b").into(),
                    _ => Invalid::conflict("it is taken").with("by", other).header("x-a", "1").into(),
                }
            }

            #[get_mapping("/error/<good>")]
            fn error(good: bool) -> Result<User, $type> {
                if good { Ok(user()) } else { Err($make()) }
            }

            #[get_mapping("/question/<good>")]
            fn question(good: bool) -> Result<$type, Invalid> {
                if !good {
                    Err($make())?;
                }
                Ok($make().status(201))
            }

            #[get_mapping]
            fn http() -> http::Response<Body> {
                $make().into()
            }

            #[get_mapping]
            fn http_of_invalid() -> http::Response<Body> {
                $type::from(Invalid::conflict("it is taken").header("x-a", "1")).into()
            }

            #[get_mapping]
            fn http_of_mistake() -> Response {
                $make().header("x a", "1").into()
            }

            #[get_mapping]
            fn twice_over() -> http::Response<Body> {
                $type::from(Invalid::from($make())).into()
            }

            #[get_mapping]
            fn pair() -> (HttpStatus, $type) {
                (HttpStatus::IM_A_TEAPOT, $make())
            }

            #[get_mapping]
            async fn option() -> Option<$type> {
                Some($make())
            }

            #[get_mapping]
            fn fixed() -> Status<418, $type> {
                Status($make())
            }

            #[get_mapping("/guarded/<_n>")]
            fn guarded(#[guard] _never: Turned<$type>, _n: u8) -> &'static str {
                "never"
            }
        }

        impl Turn for $type {
            fn turn() -> Invalid {
                $make().cookie(("back", "1")).into()
            }
        }
    )*};
}

types! {
    Plain "/plain" plain PlainTextResponse;
    Html "/html" html HtmlResponse;
    Json "/json" json JsonResponse;
    Octets "/octets" octets BytesResponse;
    File "/file" file FileResponse;
    Redirect "/redirect" redirect RedirectResponse;
    StatusText "/status" status StatusResponse;
}

/// Lets nobody in; the type says what is answered instead.
struct Turned<T>(std::marker::PhantomData<T>);

trait Turn {
    fn turn() -> Invalid;
}

impl<T: Turn + Send + 'static> Guard for Turned<T> {
    async fn guard(_: &RequestHead) -> Result<Self, Invalid> {
        Err(T::turn())
    }
}

#[tokio::test]
async fn each_type_has_its_status_and_its_content_type() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        for path in ["made", "option", "error/false", "question/false", "http"] {
            let answer = app.get(&format!("/{name}/{path}")).await;
            assert_answer(&answer, status, content_type, body);
            assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}/{path}");
        }
        app.get(&format!("/{name}/error/true")).await.assert_status(200).assert_text(USER);
        assert_answer(&app.get(&format!("/{name}/question/true")).await, 201, content_type, body);
        for path in ["pair", "fixed"] {
            assert_answer(&app.get(&format!("/{name}/{path}")).await, 418, content_type, body);
        }
    }
}

#[tokio::test]
async fn each_type_takes_a_status() {
    let app = app();
    for (name, _, content_type, body) in MADE {
        let cases = [("number", 201), ("constant", 202), ("foreign-constant", 418), ("unknown", 600), ("last", 202)];
        for (how, status) in cases {
            assert_answer(&app.get(&format!("/{name}/built/{how}")).await, status, content_type, body);
        }
    }
}

#[tokio::test]
async fn each_type_takes_headers_and_repeats_them() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/built/header")).await;
        assert_answer(&answer, status, content_type, body);
        assert_eq!((all(&answer, "x-one"), all(&answer, "x-many")), (vec!["1"], vec!["1", "2"]), "{name}");
        app.get(&format!("/{name}/built/owned-header")).await.assert_header("x-one", "1");
    }
}

#[tokio::test]
async fn there_is_one_content_type_the_last() {
    let app = app();
    for (name, status, _, body) in MADE {
        let answer = app.get(&format!("/{name}/built/type")).await;
        answer.assert_status(status).assert_text(body);
        assert_eq!(all(&answer, "content-type"), ["text/b"], "{name}");
    }
}

#[tokio::test]
async fn each_type_sets_cookies() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/built/cookie")).await;
        assert_answer(&answer, status, content_type, body);
        let expected = ["a=1; HttpOnly; SameSite=Lax; Path=/", "b=2%3B%20Path=/x; SameSite=Lax; Path=/"];
        assert_eq!(all(&answer, "set-cookie"), expected, "{name}");
    }
}

#[tokio::test]
async fn the_content_can_be_replaced() {
    let app = app();
    for (name, ..) in MADE {
        assert_answer(&app.get(&format!("/{name}/built/content")).await, 200, Some("text/x"), "other");
        assert_answer(&app.get(&format!("/{name}/built/content-of-bytes")).await, 200, Some("text/x"), "x");
    }
}

#[tokio::test]
async fn a_mistake_of_a_builder_is_a_500_that_does_not_say_which() {
    let app = app();
    for (name, ..) in MADE {
        for how in MISTAKES {
            let path = format!("/{name}/built/{how}");
            let answer = app.get(&path).await;
            answer.assert_status(500).assert_header("content-type", PROBLEM).assert_json(json!({
                "type": "about:blank", "title": "Internal Server Error", "status": 500, "instance": path
            }));
            for field in ["set-cookie", "x-a", "x", "location", "transfer-encoding"] {
                assert_eq!(answer.header(field), None, "{path}");
            }
        }
        let path = format!("/{name}/http_of_mistake");
        app.get(&path).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn each_type_is_made_of_each() {
    let app = app();
    for (into, ..) in MADE {
        for (from, status, content_type, body) in MADE {
            let answer = app.get(&format!("/{into}/from/{from}")).await;
            assert_answer(&answer, status, content_type, body);
            assert_eq!(answer.header("location"), (from == "redirect").then_some("/elsewhere"), "{into} from {from}");
        }
        let built = app.get(&format!("/{into}/from/built")).await;
        assert_answer(&built, 303, None, "");
        built.assert_header("location", "/elsewhere").assert_header("x-a", "1");
        built.assert_header("set-cookie", "a=1; HttpOnly; SameSite=Lax; Path=/");
        app.get(&format!("/{into}/from/mistaken")).await.assert_status(500).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn each_type_is_made_of_an_invalid() {
    let app = app();
    for (name, ..) in MADE {
        let path = format!("/{name}/from/invalid");
        let answer = app.get(&path).await;
        answer.assert_status(409).assert_header("content-type", PROBLEM).assert_header("x-a", "1").assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "by": "invalid",
            "instance": path
        }));
        let path = format!("/{name}/http_of_invalid");
        let answer = app.get(&path).await;
        answer.assert_status(409).assert_header("content-type", PROBLEM).assert_header("x-a", "1").assert_json(json!({
            "type": "about:blank", "title": "Conflict", "status": 409, "detail": "it is taken", "instance": path
        }));
    }
}

/// What a visitor sent may stand in it, and a page would be run.
#[tokio::test]
async fn a_problem_is_never_called_anything_else() {
    let app = app();
    for (name, ..) in MADE {
        for (path, status) in [("built/type-after-a-mistake", 500), ("from/typed-invalid", 409)] {
            let answer = app.get(&format!("/{name}/{path}")).await;
            answer.assert_status(status);
            assert_eq!(all(&answer, "content-type"), [PROBLEM], "{name}/{path}");
        }
    }
}

#[tokio::test]
async fn a_response_that_is_an_error_still_has_one_content_type() {
    let app = app();
    for (name, status, _, body) in MADE {
        let answer = app.get(&format!("/{name}/from/retyped-response")).await;
        answer.assert_status(status).assert_text(body);
        assert_eq!(all(&answer, "content-type"), ["text/b"], "{name}");
    }
}

#[tokio::test]
async fn a_response_survives_being_an_error_and_a_response_again() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/twice_over")).await;
        assert_answer(&answer, status, content_type, body);
        assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}");
    }
}

#[tokio::test]
async fn a_guard_may_answer_with_a_response() {
    let app = app();
    for (name, status, content_type, body) in MADE {
        let answer = app.get(&format!("/{name}/guarded/1")).await;
        assert_answer(&answer, status, content_type, body);
        answer.assert_header("set-cookie", "back=1; HttpOnly; SameSite=Lax; Path=/");
        assert_eq!(answer.header("location"), (name == "redirect").then_some("/elsewhere"), "{name}");
    }
}

/// A table, or the way to the login: the one does not become the other.
struct Csv(&'static str);

impl IntoResponse for Csv {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(http::Response::builder().header("content-type", "text/csv").body(self.0.into())?)
    }

    fn describe(description: &mut Description<'_>) {
        description.response(HttpStatus::OK, "text/csv", framework::Schema::new());
    }
}

#[get_mapping("/table/<known>")]
fn table(known: bool) -> Result<Csv, RedirectResponse> {
    if known { Ok(Csv("1,2\n")) } else { Err(RedirectResponse::local("/login").see_other()) }
}

fn checked(known: bool) -> Result<u8, RedirectResponse> {
    if known { Ok(1) } else { Err(RedirectResponse::to("/login")) }
}

#[get_mapping("/checked/<known>/<good>")]
async fn check(known: bool, good: bool) -> Result<JsonResponse, Invalid> {
    let number = checked(known)?;
    if !good {
        return Err(Invalid::gone("it was here"));
    }
    Ok(JsonResponse::new(vec![number]))
}

#[tokio::test]
async fn an_own_type_or_a_response_and_a_question_mark() {
    let app = app();
    assert_answer(&app.get("/table/true").await, 200, Some("text/csv"), "1,2\n");
    let login = app.get("/table/false").await;
    assert_answer(&login, 303, None, "");
    login.assert_header("location", "/login");
    assert_answer(&app.get("/checked/true/true").await, 200, Some(JSON), "[1]");
    app.get("/checked/false/true").await.assert_status(302).assert_header("location", "/login");
    app.get("/checked/true/false").await.assert_status(410).assert_header("content-type", PROBLEM);
}

#[tokio::test]
async fn head_has_no_body_but_the_length() {
    let app = app();
    let paths = MADE.iter().flat_map(|(name, ..)| {
        ["made", "built/number", "built/content", "built/status-42", "from/invalid", "question/false", "http", "pair"]
            .map(|path| format!("/{name}/{path}"))
    });
    let more = ["/fixed/created", "/fixed/accepted", "/fixed/status", "/json-of/list", "/suffix/html-of-text"];
    for path in paths.chain(more.map(str::to_owned)) {
        let get = app.get(&path).await;
        let head = app.head(&path).await;
        head.assert_status(get.status().code()).assert_text("");
        for field in ["content-type", "location"] {
            assert_eq!(head.header(field), get.header(field), "{path}");
        }
        if !get.bytes().is_empty() {
            head.assert_header("content-length", &get.bytes().len().to_string());
        }
    }
}

/// All that comes until the other side closes.
async fn until_closed(app: App, request: &str) -> String {
    let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
    let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut response = Vec::new();
    let read = timeout(Duration::from_secs(20), socket.read_to_end(&mut response)).await;
    read.expect("it closes").expect("it answers");
    server.shutdown().await;
    String::from_utf8(response).expect("the response is UTF-8")
}

#[tokio::test]
async fn close_closes_the_connection() {
    for (name, status, ..) in MADE {
        // The second request is on its way already, and gets no answer.
        let request =
            format!("GET /{name}/built/close HTTP/1.1\r\nhost: x\r\n\r\nGET /{name}/made HTTP/1.1\r\nhost: x\r\n\r\n");
        let response = until_closed(unstarted(), &request).await;
        assert!(response.starts_with(&format!("HTTP/1.1 {status} ")), "{response}");
        assert_eq!(response.matches("HTTP/1.1 ").count(), 1, "{response}");
        assert!(response.to_ascii_lowercase().contains("\r\nconnection: close\r\n"), "{response}");
    }
}

#[tokio::test]
async fn no_response_is_split_on_the_wire() {
    for how in MISTAKES.iter().filter(|how| how.contains("line") || how.contains("cookie") || how.contains("colon")) {
        let request = format!("GET /html/built/{how} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let response = until_closed(unstarted(), &request).await;
        assert!(response.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{response}");
        for line in response.lines().map(str::to_ascii_lowercase) {
            assert!(
                !line.starts_with("set-cookie") && !line.starts_with("x: ") && !line.starts_with("x-a: "),
                "{how}: {response}"
            );
        }
    }
}

#[tokio::test]
async fn what_has_no_body_gets_none_on_the_wire() {
    let statuses = [
        ("no-content", "204 No Content"),
        ("reset-content", "205 Reset Content"),
        ("not-modified", "304 Not Modified"),
    ];
    for (name, ..) in MADE {
        for (how, status) in statuses {
            let request = format!("GET /{name}/built/{how} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let response = until_closed(unstarted(), &request).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{name}: {response}");
            assert!(response.ends_with("\r\n\r\n") && response.matches("\r\n\r\n").count() == 1, "{name}: {response}");
            let head = response.to_ascii_lowercase();
            for field in ["\r\ntransfer-encoding:", "\r\ncontent-type:"] {
                assert!(!head.contains(field), "{name}: {response}");
            }
            // RFC 9110, section 8.6, and 15.3.6 for 205.
            match how {
                "no-content" => assert!(!head.contains("\r\ncontent-length:"), "{name}: {response}"),
                "reset-content" => assert!(head.contains("\r\ncontent-length: 0\r\n"), "{name}: {response}"),
                _ => assert!(!head.contains("\r\ncontent-length: 0\r\n"), "{name}: {response}"),
            }
        }
    }
}

/// What the types make of a request elsewhere than in a handler.
async fn foreign(request: http::Request<Body>) -> Result<http::Response<Body>, Infallible> {
    Ok(match request.uri().path().trim_start_matches("/mounted").trim_matches('/') {
        "html" => html().into(),
        "file" => file().status(404).into(),
        "redirect" => redirect().into(),
        "invalid" => JsonResponse::from(Invalid::conflict("it is taken")).into(),
        _ => prefixed!("$status:418 {}", "x").into(),
    })
}

#[tokio::test]
async fn the_fallback_and_mounted_services_may_answer_with_a_response_type() {
    let app = unstarted().mount("/mounted", service_fn(foreign)).fallback(service_fn(foreign)).test();
    for prefix in ["/mounted", ""] {
        assert_answer(&app.get(&format!("{prefix}/html")).await, 200, Some(HTML), "<h1>Grüße</h1>");
        app.get(&format!("{prefix}/redirect")).await.assert_status(302).assert_header("location", "/elsewhere");
        let taken = app.get(&format!("{prefix}/invalid")).await;
        taken.assert_status(409).assert_header("content-type", PROBLEM);
        assert_answer(&app.get(&format!("{prefix}/other")).await, 418, Some(TEXT), "x");
        assert_answer(&app.get(&format!("{prefix}/file")).await, 404, Some(TOML), A_FILE);
    }
}

/// A response that is made by hand, with what it must not have.
fn by_hand(status: u16) -> http::Response<Body> {
    let mut response = http::Response::new(Body::from("nobody reads this"));
    *response.status_mut() = http::StatusCode::from_u16(status).expect("a status");
    response.headers_mut().insert("content-length", 5.into());
    response.headers_mut().insert("transfer-encoding", http::HeaderValue::from_static("chunked"));
    response
}

#[get_mapping("/by-hand/response/<code>")]
fn response_by_hand(code: u16) -> http::Response<Body> {
    by_hand(code)
}

/// A type of one's own that makes such a response.
struct ByHand(u16);

impl IntoResponse for ByHand {
    fn into_response(self, _: &Context) -> Result<Response, Invalid> {
        Ok(by_hand(self.0))
    }

    fn describe(_: &mut Description<'_>) {}
}

#[get_mapping("/by-hand/type/<code>")]
fn type_by_hand(code: u16) -> ByHand {
    ByHand(code)
}

#[get_mapping("/by-hand/async/<code>")]
async fn type_by_hand_later(code: u16) -> Option<ByHand> {
    Some(ByHand(code))
}

#[get_mapping("/by-hand/error/<code>")]
fn error_by_hand(code: u16) -> Result<ByHand, StatusResponse> {
    Err(StatusResponse::new(code, "nobody reads this"))
}

#[tokio::test]
async fn whoever_makes_it_what_has_no_body_gets_none() {
    for path in ["response", "type", "async", "error"] {
        for (code, status) in [(204, "204 No Content"), (205, "205 Reset Content"), (304, "304 Not Modified")] {
            let target = format!("/by-hand/{path}/{code}");
            app().get(&target).await.assert_status(code).assert_text("");
            let request = format!("GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let response = until_closed(unstarted(), &request).await;
            assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{target}: {response}");
            assert!(
                response.ends_with("\r\n\r\n") && response.matches("\r\n\r\n").count() == 1,
                "{target}: {response}"
            );
        }
    }
}

#[tokio::test]
async fn whoever_makes_it_an_informational_status_is_a_500() {
    for path in ["response", "type", "async", "error"] {
        for code in [100, 101, 103, 199] {
            let target = format!("/by-hand/{path}/{code}");
            app().get(&target).await.assert_status(500).assert_header("content-type", PROBLEM);
            let request = format!("GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let response = until_closed(unstarted(), &request).await;
            assert!(response.starts_with("HTTP/1.1 500 Internal Server Error\r\n"), "{target}: {response}");
        }
    }
}

#[tokio::test]
async fn whoever_makes_it_the_length_is_that_of_the_body() {
    for path in ["response", "type", "async"] {
        for (method, body) in [("GET", "nobody reads this"), ("HEAD", "")] {
            let target = format!("/by-hand/{path}/600");
            let request = format!("{method} {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            let response = until_closed(unstarted(), &request).await;
            assert!(response.starts_with("HTTP/1.1 600 UNKNOWN\r\n"), "{target}: {response}");
            assert!(response.ends_with(&format!("\r\n\r\n{body}")), "{target}: {response}");
            let head = response.to_ascii_lowercase();
            assert!(head.contains("\r\ncontent-length: 17\r\n"), "{method} {target}: {response}");
            assert!(!head.contains("\r\ntransfer-encoding:"), "{method} {target}: {response}");
        }
    }
}

#[derive(Default)]
struct Redirects;

#[controller("/redirects")]
impl Redirects {
    #[get_mapping]
    fn to(text: &str) -> RedirectResponse {
        RedirectResponse::to(text)
    }

    #[get_mapping]
    fn from(text: String) -> RedirectResponse {
        text.into()
    }

    #[get_mapping]
    fn permanent(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).permanent()
    }

    #[get_mapping]
    fn moved(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).moved()
    }

    #[get_mapping]
    fn see_other(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).see_other()
    }

    #[get_mapping]
    fn temporary(text: &str) -> RedirectResponse {
        RedirectResponse::to(text).temporary()
    }

    #[get_mapping]
    fn suffix(text: &str) -> RedirectResponse {
        text.redirect()
    }

    #[get_mapping]
    fn local(text: &str) -> RedirectResponse {
        RedirectResponse::local(text)
    }

    #[get_mapping]
    fn local_moved(text: String) -> JsonResponse {
        RedirectResponse::local(text).moved().into()
    }
}

#[tokio::test]
async fn a_redirect_is_a_location_and_no_more() {
    let app = app();
    let codes = [
        ("to", 302),
        ("from", 302),
        ("permanent", 308),
        ("moved", 301),
        ("see_other", 303),
        ("temporary", 307),
        ("suffix", 302),
        ("local", 302),
        ("local_moved", 301),
    ];
    for (path, status) in codes {
        let answer = app.get(&with(&format!("/redirects/{path}"), "/login?next=%2F#top")).await;
        assert_answer(&answer, status, None, "");
        assert_eq!(all(&answer, "location"), ["/login?next=%2F#top"], "{path}");
    }
}

#[tokio::test]
async fn a_location_is_encoded_where_it_must_be() {
    let app = app();
    let cases = [
        ("/a b", "/a%20b"),
        ("/名", "/%E5%90%8D"),
        ("/%E5%90%8D?q=%20", "/%E5%90%8D?q=%20"),
        ("https://example.org/ä?q=ö#ü", "https://example.org/%C3%A4?q=%C3%B6#%C3%BC"),
        ("/\"<>\\^`{|}", "/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("http://[::1]:8080/a;b=c,d/@:!$&'()*+-._~", "http://[::1]:8080/a;b=c,d/@:!$&'()*+-._~"),
        ("relative", "relative"),
    ];
    for (text, location) in cases {
        let answer = app.get(&with("/redirects/to", text)).await;
        answer.assert_status(302).assert_header("location", location);
    }
}

#[tokio::test]
async fn a_control_character_in_a_location_is_a_500() {
    let app = app();
    for text in ["/a\r\nSet-Cookie: b=1", "/a\nb", "/a\rb", "/\0", "/\t", "/\u{7f}", "/\u{85}", "\r\n"] {
        for path in ["to", "permanent", "from", "suffix"] {
            let answer = app.get(&with(&format!("/redirects/{path}"), text)).await;
            answer.assert_status(500).assert_header("content-type", PROBLEM);
            assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None), "{text:?}");
        }
    }
}

#[tokio::test]
async fn a_local_redirect_leads_to_this_server_alone() {
    let app = app();
    for (text, location) in [("/", "/"), ("/a//b?c=//d", "/a//b?c=//d"), ("/名 ", "/%E5%90%8D%20"), ("/a\\b", "/a%5Cb")]
    {
        let answer = app.get(&with("/redirects/local", text)).await;
        answer.assert_status(302).assert_header("location", location);
    }
    let elsewhere = [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "https://evil.example",
        "https:evil.example",
        "HTTPS://evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        " /login",
        "?a",
        "#a",
        ".",
        "/\t/evil.example",
        "/\r\n/evil.example",
        "\t//evil.example",
    ];
    for text in elsewhere {
        for path in ["local", "local_moved"] {
            let answer = app.get(&with(&format!("/redirects/{path}"), text)).await;
            answer.assert_status(400).assert_header("content-type", PROBLEM);
            assert_eq!(answer.header("location"), None, "{text:?}");
            assert!(text.len() < 3 || !answer.text().contains(text), "{text:?}: {}", answer.text());
        }
    }
}

#[derive(Default)]
struct Statuses;

#[controller("/statuses")]
impl Statuses {
    #[get_mapping("/text")]
    fn text(text: &str) -> StatusResponse {
        StatusResponse::from(text)
    }

    #[get_mapping("/new/<code>")]
    fn of_code_and_text(code: u16, text: String) -> StatusResponse {
        StatusResponse::new(code, text)
    }

    #[get_mapping("/code/<code>")]
    async fn code(code: u16) -> StatusResponse {
        code.into()
    }

    #[get_mapping("/constant")]
    fn constant() -> StatusResponse {
        StatusResponse::new(HttpStatus::GONE, 'x')
    }

    #[get_mapping("/constant-alone")]
    fn constant_alone() -> StatusResponse {
        HttpStatus::GONE.into()
    }
}

#[tokio::test]
async fn a_status_has_a_type_where_it_has_a_text() {
    let app = app();
    let texts = [
        ("404", 404, ""),
        ("404 no such page", 404, "no such page"),
        ("200 404", 200, "404"),
        ("404 名: 1", 404, "名: 1"),
        ("600", 600, ""),
        ("999 far", 999, "far"),
        ("204 gone", 204, ""),
        ("205 gone", 205, ""),
        ("304 gone", 304, ""),
    ];
    for (text, status, body) in texts {
        let content_type = (!body.is_empty()).then_some(TEXT);
        assert_answer(&app.get(&with("/statuses/text", text)).await, status, content_type, body);
    }
    for code in [200, 201, 299, 400, 404, 418, 500, 599, 600, 999] {
        assert_answer(&app.get(&with(&format!("/statuses/new/{code}"), "a: b")).await, code, Some(TEXT), "a: b");
        assert_answer(&app.get(&with(&format!("/statuses/new/{code}"), "")).await, code, None, "");
        assert_answer(&app.get(&format!("/statuses/code/{code}")).await, code, None, "");
    }
    assert_answer(&app.get("/statuses/constant").await, 410, Some(TEXT), "x");
    assert_answer(&app.get("/statuses/constant-alone").await, 410, None, "");
}

#[tokio::test]
async fn what_is_no_status_is_a_500() {
    let app = app();
    let texts =
        ["", " ", "abc", "40", "4040", "404x", "+404", "-404", "40.4", "0x194", "٤٠٤", "text 404", "100", "199 x"];
    for text in texts {
        let answer = app.get(&with("/statuses/text", text)).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM);
    }
    for code in [0, 1, 42, 99, 100, 101, 103, 199, 1000, 65535] {
        for path in [with(&format!("/statuses/new/{code}"), "x"), format!("/statuses/code/{code}")] {
            app.get(&path).await.assert_status(500).assert_header("content-type", PROBLEM);
        }
    }
}

#[tokio::test]
async fn the_reason_is_the_registered_one_or_unknown() {
    let cases = [
        ("statuses/code/600", "600 UNKNOWN"),
        ("statuses/code/999", "999 UNKNOWN"),
        ("statuses/code/299", "299 UNKNOWN"),
        ("statuses/code/404", "404 Not Found"),
        ("statuses/code/418", "418 I'm a teapot"),
        ("statuses/text?text=600%20far", "600 UNKNOWN"),
        ("html/built/unknown", "600 UNKNOWN"),
        ("fixed/unknown", "600 UNKNOWN"),
        ("html/http", "200 OK"),
        ("statuses/code/100", "500 Internal Server Error"),
    ];
    for (path, status) in cases {
        let response = crate::exchange(unstarted(), &format!("GET /{path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path}: {response}");
    }
}

#[derive(Default)]
struct Suffix;

/// The name of a function says the suffix, and what it stands behind.
macro_rules! suffixes {
    ($($path:tt $name:ident -> $type:ident { $value:expr } $status:literal $content_type:expr, $body:literal;)*) => {
        #[controller("/suffix")]
        impl Suffix {
            $(#[get_mapping($path)] fn $name() -> $type { $value })*
        }

        #[tokio::test]
        async fn suffixes_are_response_types() {
            let app = app();
            $(assert_answer(&app.get(concat!("/suffix", $path)).await, $status, $content_type, $body);)*
            app.get("/suffix/redirect-of-text").await.assert_header("location", "/login");
        }
    };
}

suffixes! {
    "/text-of-text" text_of_text -> PlainTextResponse { "x".text() } 200 Some(TEXT), "x";
    "/text-of-string" text_of_string -> PlainTextResponse { String::from("x").text() } 200 Some(TEXT), "x";
    "/text-of-int" text_of_int -> PlainTextResponse { (-7).text() } 200 Some(TEXT), "-7";
    "/text-of-short" text_of_short -> PlainTextResponse { 7_u16.text() } 200 Some(TEXT), "7";
    "/html-of-text" html_of_text -> HtmlResponse { "<h1>hi</h1>".html() } 200 Some(HTML), "<h1>hi</h1>";
    "/html-of-string" html_of_string -> HtmlResponse { format!("<h1>{}</h1>", 1).html() } 200 Some(HTML), "<h1>1</h1>";
    "/json-of-text" json_of_text -> JsonResponse { "[1]".json() } 200 Some(JSON), "[1]";
    "/json-of-string" json_of_string -> JsonResponse { String::from("not checked").json() } 200 Some(JSON), "not checked";
    "/json-of-int" json_of_int -> JsonResponse { 7.json() } 200 Some(JSON), "7";
    "/octets-of-text" octets_of_text -> BytesResponse { "x".octets() } 200 Some(OCTETS), "x";
    "/octets-of-string" octets_of_string -> BytesResponse { String::from("x").octets() } 200 Some(OCTETS), "x";
    "/redirect-of-text" redirect_of_text -> RedirectResponse { "/login".redirect() } 302 None, "";
    "/redirect-of-string" redirect_of_string -> RedirectResponse { String::from("/login").redirect() } 302 None, "";
    "/status-of-int" status_of_int -> StatusResponse { 404.status() } 404 None, "";
    "/status-of-short" status_of_short -> StatusResponse { 404_u16.status() } 404 None, "";
    "/status-of-text" status_of_text -> StatusResponse { "404 no".status() } 404 Some(TEXT), "no";
    "/status-of-string" status_of_string -> StatusResponse { String::from("404").status() } 404 None, "";
    "/chained" chained -> HtmlResponse { "x".html().status(201).header("x-a", "1") } 201 Some(HTML), "x";
}

#[get_mapping("/suffixed/mistakes/<which>")]
fn suffixed_mistakes(which: u8) -> StatusResponse {
    match which {
        0 => (-1).status(),
        1 => 100.status(),
        2 => 70_000.status(),
        3 => "OK".status(),
        4 => "/a\nb".redirect().into(),
        _ => "no/such/file".file().into(),
    }
}

#[get_mapping]
fn suffixed_file() -> FileResponse {
    "rustfmt.toml".file()
}

#[tokio::test]
async fn a_suffix_of_what_does_not_suit_is_a_500() {
    let app = app();
    for which in 0..=5 {
        let answer = app.get(&format!("/suffixed/mistakes/{which}")).await;
        answer.assert_status(500).assert_header("content-type", PROBLEM);
    }
    assert_answer(&app.get("/suffixed_file").await, 200, Some(TOML), A_FILE);
}

#[derive(Default)]
struct JsonOf;

macro_rules! json_of {
    ($($name:ident { $value:expr } $body:expr;)*) => {
        #[controller("/json-of")]
        impl JsonOf {
            $(#[get_mapping] fn $name() -> JsonResponse { $value })*
        }

        #[tokio::test]
        async fn json_is_made_of_what_json_can_say() {
            let app = app();
            $(assert_answer(&app.get(concat!("/json-of/", stringify!($name))).await, 200, Some(JSON), $body);)*
        }
    };
}

json_of! {
    bean { JsonResponse::new(user()) } USER;
    bean_into { user().into() } USER;
    list { JsonResponse::new(vec![user()]) } &format!("[{USER}]");
    list_into { vec![Some(1), None].into() } "[1,null]";
    array { JsonResponse::new(["a\"b", "名"]) } r#"["a\"b","名"]"#;
    map { JsonResponse::from(BTreeMap::from([("a".to_owned(), user())])) } &format!(r#"{{"a":{USER}}}"#);
    value { JsonResponse::new(json!({ "a": [1, null] })) } r#"{"a":[1,null]}"#;
    value_into { Value::from("text").into() } "\"text\"";
    null { JsonResponse::new(Value::Null) } "null";
    some { JsonResponse::new(Some(user())) } USER;
    none { JsonResponse::new(None::<User>) } "null";
    boxed { JsonResponse::new(Box::new(user())) } USER;
    empty { JsonResponse::new(Vec::<User>::new()) } "[]";
    raw { JsonResponse::raw("[1, 2") } "[1, 2";
    raw_string { JsonResponse::raw(String::from("{}")) } "{}";
    raw_bytes { JsonResponse::raw(b"[1]".to_vec()) } "[1]";
    raw_buffer { JsonResponse::raw(Bytes::from_static(b"[1]")) } "[1]";
    text_into { "[1]".into() } "[1]";
    string_into { String::from("[1]").into() } "[1]";
    prefix { JsonResponse::raw(LOOKS_LIKE_A_PREFIX) } LOOKS_LIKE_A_PREFIX;
}

const LOOKS_LIKE_A_PREFIX: &str = "$html:x";

/// Bytes are what JSON is written in: they are sent as they are.
#[get_mapping("/bytes-into-json")]
fn bytes_into_json() -> JsonResponse {
    b"[1]".to_vec().into()
}

#[tokio::test]
async fn json_made_of_bytes_is_these_bytes() {
    assert_answer(&app().get("/bytes-into-json").await, 200, Some(JSON), "[1]");
}

/// Its `Serialize` gives up in the middle.
#[derive(Bean)]
#[bean(output)]
struct Unwritable {
    before: &'static str,
    #[serde(serialize_with = "fail")]
    broken: u8,
}

fn fail<S: framework::serde::Serializer>(_: &u8, _: S) -> Result<S::Ok, S::Error> {
    Err(framework::serde::ser::Error::custom("private reason"))
}

#[get_mapping]
fn unwritable() -> JsonResponse {
    JsonResponse::new(vec![Unwritable { before: "half", broken: 1 }]).status(201)
}

#[tokio::test]
async fn json_that_cannot_be_written_is_a_500() {
    let answer = app().get("/unwritable").await;
    answer.assert_status(500).assert_header("content-type", PROBLEM);
    assert!(!answer.text().contains("half") && !answer.text().contains("private"), "{}", answer.text());
}

#[derive(Default)]
struct BytesOf;

macro_rules! bytes_of {
    ($($name:ident { $value:expr })*) => {
        #[controller("/bytes-of")]
        impl BytesOf {
            $(#[get_mapping] fn $name() -> BytesResponse { $value })*
        }

        #[tokio::test]
        async fn bytes_are_made_of_bytes_and_of_text() {
            let app = app();
            for name in [$(stringify!($name)),*] {
                assert_answer(&app.get(&format!("/bytes-of/{name}")).await, 200, Some(OCTETS), "a\0b");
            }
        }
    };
}

bytes_of! {
    text { "a\0b".into() }
    string { String::from("a\0b").into() }
    vector { b"a\0b".to_vec().into() }
    buffer { Bytes::from_static(b"a\0b").into() }
    slice { BytesResponse::new(&b"a\0b"[..]) }
    array { BytesResponse::new(b"a\0b") }
    boxed { BytesResponse::new(Box::<[u8]>::from(*b"a\0b")) }
}

#[derive(Default)]
struct Fixed;

#[controller("/fixed")]
impl Fixed {
    #[get_mapping]
    fn status() -> Status<201, User> {
        Status(user())
    }

    #[get_mapping]
    fn status_of_nothing() -> Status<202> {
        Status(())
    }

    #[get_mapping]
    fn status_of_option(there: bool) -> Status<203, Option<&'static str>> {
        Status(there.then_some("here"))
    }

    #[get_mapping]
    fn option_of_status(there: bool) -> Option<Status<203, &'static str>> {
        there.then_some(Status("here"))
    }

    #[get_mapping]
    async fn result_of_status(there: bool) -> Result<Status<203, &'static str>, Invalid> {
        if there { Ok(Status("here")) } else { Err(Invalid::of(HttpStatus::NOT_FOUND)) }
    }

    #[get_mapping]
    fn status_of_status() -> Status<203, Status<201, i32>> {
        Status(Status(7))
    }

    #[get_mapping]
    fn status_of_http() -> Status<203, http::Response<Body>> {
        Status(http::Response::new(Body::from("raw")))
    }

    #[get_mapping]
    fn pair_of_status() -> (HttpStatus, Status<201, i32>) {
        (HttpStatus::ACCEPTED, Status(7))
    }

    #[get_mapping]
    fn unknown() -> Status<600, &'static str> {
        Status("x")
    }

    #[get_mapping]
    fn bodiless() -> Status<204, String> {
        Status("nobody reads this".to_owned())
    }

    #[get_mapping]
    fn created() -> Created<User> {
        Created::at("/users/名 7", user())
    }

    #[get_mapping]
    fn created_nothing() -> Created {
        Created::at(format!("/users/{}", 7), ())
    }

    #[get_mapping]
    fn created_page() -> Result<Created<HtmlResponse>, Invalid> {
        Ok(Created::at("https://example.org/", html().header("x-a", "1")))
    }

    #[get_mapping]
    fn created_elsewhere() -> Created<&'static str> {
        Created::at("/a\r\nSet-Cookie: b=1", "x")
    }

    #[get_mapping]
    fn created_missing() -> Created<Option<i32>> {
        Created::at("/users/7", None)
    }

    #[get_mapping]
    fn accepted() -> Accepted<Vec<u16>> {
        Accepted(vec![1])
    }

    #[get_mapping]
    async fn accepted_nothing() -> Accepted {
        Accepted(())
    }

    #[get_mapping]
    fn nothing() -> NoContent {
        NoContent
    }

    #[get_mapping]
    fn nothing_or(there: bool) -> Result<Option<NoContent>, Invalid> {
        Ok(there.then_some(NoContent))
    }
}

#[tokio::test]
async fn a_status_of_the_type_is_the_status() {
    let app = app();
    let cases = [
        ("status", 201, Some(JSON), USER),
        ("status_of_nothing", 202, None, ""),
        ("status_of_option?there=true", 203, Some(TEXT), "here"),
        ("option_of_status?there=true", 203, Some(TEXT), "here"),
        ("result_of_status?there=true", 203, Some(TEXT), "here"),
        ("status_of_status", 203, Some(TEXT), "7"),
        ("status_of_http", 203, None, "raw"),
        ("pair_of_status", 202, Some(TEXT), "7"),
        ("unknown", 600, Some(TEXT), "x"),
        ("bodiless", 204, None, ""),
        ("created", 201, Some(JSON), USER),
        ("created_nothing", 201, None, ""),
        ("created_page", 201, Some(HTML), "<h1>Grüße</h1>"),
        ("accepted", 202, Some(JSON), "[1]"),
        ("accepted_nothing", 202, None, ""),
        ("nothing", 204, None, ""),
        ("nothing_or?there=true", 204, None, ""),
    ];
    for (path, status, content_type, body) in cases {
        assert_answer(&app.get(&format!("/fixed/{path}")).await, status, content_type, body);
    }
    for path in ["status_of_option", "option_of_status", "result_of_status", "nothing_or"] {
        app.get(&format!("/fixed/{path}?there=false")).await.assert_status(404).assert_header("content-type", PROBLEM);
    }
}

#[tokio::test]
async fn what_is_created_has_a_location() {
    let app = app();
    app.get("/fixed/created").await.assert_header("location", "/users/%E5%90%8D%207");
    app.get("/fixed/created_nothing").await.assert_header("location", "/users/7");
    let page = app.get("/fixed/created_page").await;
    page.assert_header("location", "https://example.org/").assert_header("x-a", "1");
    let missing = app.get("/fixed/created_missing").await;
    missing.assert_status(404);
    let elsewhere = app.get("/fixed/created_elsewhere").await;
    elsewhere.assert_status(500);
    for answer in [missing, elsewhere] {
        assert_eq!((answer.header("location"), answer.header("set-cookie")), (None, None));
    }
}

#[get_mapping("/described/error/<good>")]
fn described_error(good: bool) -> Result<JsonResponse, RedirectResponse> {
    if good { Ok(json()) } else { Err(redirect()) }
}

async fn document() -> Value {
    unstarted().set("http.docs", "on").test().get("/openapi.json").await.assert_status(200).json()
}

/// Each status of an operation with its media types.
fn responses<'d>(document: &'d Value, path: &str) -> Vec<(&'d str, Vec<&'d str>)> {
    let responses = document["paths"][path]["get"]["responses"].as_object().expect(path);
    let media_types = |response: &'d Value| {
        response["content"].as_object().into_iter().flatten().map(|(media_type, _)| media_type.as_str()).collect()
    };
    responses.iter().map(|(status, response)| (status.as_str(), media_types(response))).collect()
}

#[tokio::test]
async fn what_is_sent_without_a_body_is_described_without_one() {
    assert_eq!(responses(&document().await, "/fixed/bodiless"), [("204", vec![])]);
}

#[tokio::test]
async fn of_two_statuses_the_one_that_is_sent_is_described() {
    let document = document().await;
    for (path, status, content_type) in
        [("/fixed/status_of_status", "203", "text/plain"), ("/fixed/pair_of_status", "default", "text/plain")]
    {
        assert_eq!(responses(&document, path), [(status, vec![content_type])], "{path}");
    }
}

#[tokio::test]
async fn each_type_is_described_as_it_is_sent() {
    let document = document().await;
    let problem = PROBLEM;
    type Responses<'a> = &'a [(&'a str, &'a [&'a str])];
    let cases: &[(&str, Responses<'_>)] = &[
        ("/plain/made", &[("200", &["text/plain"]), ("default", &[])]),
        ("/html/made", &[("200", &["text/html"]), ("default", &[])]),
        ("/json/made", &[("200", &["application/json"]), ("default", &[])]),
        ("/octets/made", &[("200", &["application/octet-stream"]), ("default", &[])]),
        ("/redirect/made", &[("302", &[]), ("default", &[])]),
        ("/status/made", &[("default", &["text/plain"])]),
        ("/html/option", &[("200", &["text/html"]), ("404", &[problem]), ("default", &[])]),
        ("/html/pair", &[("default", &["text/html"])]),
        ("/html/fixed", &[("418", &["text/html"]), ("default", &[])]),
        ("/html/http", &[("default", &[])]),
        ("/table/{known}", &[("200", &["text/csv"]), ("302", &[]), ("400", &[problem]), ("default", &[])]),
        ("/checked/{known}/{good}", &[("200", &["application/json"]), ("400", &[problem]), ("default", &[problem])]),
        (
            "/described/error/{good}",
            &[("200", &["application/json"]), ("302", &[]), ("400", &[problem]), ("default", &[])],
        ),
        ("/fixed/status", &[("201", &["application/json"])]),
        ("/fixed/status_of_nothing", &[("202", &[])]),
        ("/fixed/option_of_status", &[("203", &["text/plain"]), ("400", &[problem]), ("404", &[problem])]),
        ("/fixed/status_of_option", &[("203", &["text/plain"]), ("400", &[problem]), ("404", &[problem])]),
        ("/fixed/created", &[("201", &["application/json"])]),
        ("/fixed/created_nothing", &[("201", &[])]),
        ("/fixed/created_page", &[("201", &["text/html"]), ("default", &[problem])]),
        ("/fixed/accepted", &[("202", &["application/json"])]),
        ("/fixed/nothing", &[("204", &[])]),
        ("/suffix/html-of-text", &[("200", &["text/html"]), ("default", &[])]),
    ];
    for (path, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(status, media_types)| (*status, media_types.to_vec())).collect();
        assert_eq!(responses(&document, path), expected, "{path}");
    }
    let file = &document["paths"]["/file/made"]["get"]["responses"];
    assert!(file["200"]["content"]["*/*"].is_object() && file["206"]["content"]["*/*"].is_object(), "{file}");
    for status in ["304", "412", "416"] {
        assert!(file[status].is_object(), "{status}: {file}");
    }
    let user = &document["paths"]["/fixed/created"]["get"]["responses"]["201"]["content"]["application/json"]["schema"];
    assert_eq!(user["$ref"], "#/components/schemas/User");
}
