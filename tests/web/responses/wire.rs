//! What stands on the wire: a body where one belongs and no other, one head, its own length.

use std::convert::Infallible;

use framework::{
    prefixed,
    prelude::*,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::{Duration, timeout},
    },
};
use tower::service_fn;

use super::{MADE, app, file, html, redirect, types::MISTAKES, unstarted};
use crate::answers::{A_FILE, HTML, PROBLEM, TEXT, TOML, assert_answer};

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
