//! One event of the log for every request.

use framework::{
    prelude::*,
    stream,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    },
};

use super::Log;
use crate::socket::over_socket;

const TARGET: &str = "framework::access";

#[get_mapping("/users/<id>")]
fn find(id: u8) -> String {
    id.to_string()
}

#[get_mapping]
async fn large() -> Vec<u8> {
    vec![b'x'; 100_000]
}

#[get_mapping]
async fn never() {
    std::future::pending().await
}

fn app(setting: &str) -> App {
    App::new().module(module_path!()).set("http.access_log", setting).set("http.docs", "off")
}

/// The one line of a request.
fn only(lines: &[String]) -> &str {
    assert_eq!(lines.len(), 1, "{lines:#?}");
    &lines[0]
}

#[tokio::test]
async fn a_request_is_told_with_all_that_is_known_of_it() {
    let (log, _guard) = Log::begin();
    let app = app("on").set("http.request_id", "any").set("http.trusted_proxies", "127.0.0.1").test();
    let cases: [(&str, &str, &[&str]); 7] = [
        ("GET", "/users/7?token=s3cret", &["path=/users/7", "status=200", "bytes=1", "route=\"/users/<id>\""]),
        ("HEAD", "/users/7", &["method=HEAD", "status=200", "bytes=0", "route=\"/users/<id>\""]),
        ("GET", "/users/x", &["status=400", "route=\"/users/<id>\""]),
        ("GET", "/nowhere", &["path=/nowhere", "status=404"]),
        ("POST", "/users/7", &["method=POST", "status=405"]),
        ("GET", "/large", &["status=200", "bytes=100000", "route=\"/large\""]),
        ("GET", "/a%0Ab", &["path=/a%0Ab", "status=404"]),
    ];
    for (method, target, parts) in cases {
        let request = app.request(method.parse().expect("a method"), target);
        request.header("x-request-id", "the-id").header("x-forwarded-for", "203.0.113.7:80").await;
        let lines = log.take(TARGET);
        let line = only(&lines);
        let always = ["INFO", "duration_ms=", "peer=203.0.113.7:80", "request_id=\"the-id\"", "is_whole=true"];
        for part in parts.iter().chain(&always) {
            assert!(line.contains(part), "{target}: {part} is not in {line}");
        }
        assert!(!line.contains("s3cret"), "{line}");
    }
}

#[tokio::test]
async fn the_query_string_is_told_where_it_is_asked_for() {
    let (log, _guard) = Log::begin();
    app("query").test().get("/users/7?a=%0A&b=2").await;
    let lines = log.take(TARGET);
    assert!(only(&lines).contains("query=a=%0A&b=2"), "{lines:?}");
    app("off").test().get("/users/7").await;
    assert!(log.take(TARGET).is_empty());
}

#[tokio::test]
async fn what_is_refused_before_the_routes_is_told_too() {
    let (log, _guard) = Log::begin();
    app("on").test().get("/users/7").header("host", "b c").await.assert_status(400);
    assert!(only(&log.take(TARGET)).contains("status=400"));
}

#[tokio::test]
async fn what_is_not_parsed_is_told_too() {
    let (log, _guard) = Log::begin();
    let app = app("on").set("http.header_count", 3).set("http.trusted_proxies", "127.0.0.1");
    let server = app.set("http.request_id", "any").listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("an address");
    let fields = [("X-Forwarded-For", "203.0.113.7"), ("X-Request-Id", "the-id"), ("A", "b")];
    assert_eq!(over_socket(address, "PUT", "/users/7?a", &fields).await.status, 431);
    let lines = log.awaited(TARGET).await;
    for part in ["method=PUT", "path=/users/7", "status=431", "peer=203.0.113.7:0", "request_id=\"the-id\""] {
        assert!(only(&lines).contains(part), "{part}: {lines:?}");
    }
    assert_eq!(over_socket(address, "G@T", "/", &[]).await.status, 400);
    let lines = log.awaited(TARGET).await;
    assert!(only(&lines).contains("method=- path=* status=400"), "{lines:?}");
    server.shutdown().await;
}

#[tokio::test]
async fn layers_are_inside() {
    let (log, _guard) = Log::begin();
    let layer = tower::util::MapResponseLayer::new(|mut response: Response| {
        *response.status_mut() = http::StatusCode::ACCEPTED;
        response
    });
    app("on").layer(layer).test().get("/users/7").await.assert_status(202);
    let lines = log.take(TARGET);
    assert!(only(&lines).contains("status=202") && lines[0].contains("route=\"/users/<id>\""), "{lines:?}");
}

#[get_mapping]
fn breaking() -> ByteStream {
    ByteStream::new(stream::iter([Ok("begun"), Err(std::io::Error::other("broken"))]))
}

#[tokio::test]
async fn what_breaks_off_is_told_as_such() {
    let (log, _guard) = Log::begin();
    let server = app("on").listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("an address");
    let sent = over_socket(address, "GET", "/large", &[]).await;
    assert_eq!(sent.body.len(), 100_000);
    let lines = log.awaited(TARGET).await;
    assert!(only(&lines).contains("bytes=100000") && lines[0].contains("is_whole=true"), "{lines:?}");

    for (path, told) in [("/breaking", "status=200 bytes=5 "), ("/never", "bytes=0 ")] {
        let mut socket = TcpStream::connect(address).await.expect("it accepts");
        let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        socket.write_all(request.as_bytes()).await.expect("it reads");
        if path == "/breaking" {
            let _reset = socket.read_to_end(&mut Vec::new()).await;
        } else {
            // The request has to arrive before its client goes.
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
        }
        drop(socket);
        let lines = log.awaited(TARGET).await;
        let line = only(&lines);
        assert!(line.contains(told) && line.contains("is_whole=false"), "{line}");
        assert_eq!(line.contains("status="), path == "/breaking", "{line}");
    }
    server.shutdown().await;
}
