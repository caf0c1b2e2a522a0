//! A request on HTTP/2 is what it is on HTTP/1.1.

use framework::prelude::*;

use crate::{
    ask, connect,
    frames::{END_HEADERS, END_STREAM, HEADERS, block, frame},
    get, post,
    raw::Raw,
    read, started,
};

#[get_mapping]
fn asked(head: &RequestHead, cookies: Cookies, #[header] host: String) -> String {
    let cookies: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let fields = head.headers().get_all("cookie").iter().count();
    format!("{:?} {} {host} {} {fields}", head.version(), head.host().unwrap_or_default(), cookies.join(","))
}

#[get_mapping]
fn bound() -> Result<http::Response<Body>, http::Error> {
    let response = http::Response::builder().header("connection", "x-own, close").header("x-own", "1");
    response.header("keep-alive", "1").header("upgrade", "x").body(Body::from("bound"))
}

#[post_mapping(body_limit = "10 B")]
fn little(#[body] body: &[u8]) -> usize {
    body.len()
}

#[tokio::test]
async fn the_authority_is_the_host() {
    let server = started(App::new()).await;
    let (mut client, _) = connect(&server).await;
    let answer = ask(&mut client, get("/asked"), b"").await;
    assert_eq!(answer.text, "HTTP/2.0 localhost localhost  0");
    let mut request = get("/asked");
    for cookie in ["a=1", "b=2"] {
        request.headers_mut().append("cookie", cookie.parse().expect("a value"));
    }
    assert_eq!(ask(&mut client, request, b"").await.text, "HTTP/2.0 localhost localhost a=1,b=2 1");
    for (host, status) in
        [("localhost", 200), ("LocalHost", 200), ("localhost:80", 200), ("localhost:443", 400), ("other", 400)]
    {
        let mut request = get("/asked");
        request.headers_mut().insert("host", host.parse().expect("a value"));
        let answer = ask(&mut client, request, b"").await;
        assert_eq!(answer.status, status, "{host}: {}", answer.text);
    }
    server.shutdown().await;
}

/// The first byte of an answer's fields: the status, where the static table has it.
async fn status(raw: &mut Raw, stream: u32, fields: &[(&str, &str)]) -> u8 {
    raw.send(&frame(HEADERS, END_STREAM | END_HEADERS, stream, block(fields))).await;
    raw.next_of(HEADERS).await.expect("an answer").payload[0]
}

#[tokio::test]
async fn a_host_without_an_authority_counts_and_neither_is_refused() {
    const OK: u8 = 0x88;
    const BAD_REQUEST: u8 = 0x8c;
    let server = started(App::new()).await;
    let mut raw = Raw::connect(&server).await;
    let common = [(":method", "GET"), (":scheme", "http"), (":path", "/ping")];
    let with = |more: &[(&'static str, &'static str)]| [&common, more].concat();
    let cases = [
        (with(&[("host", "localhost")]), OK),
        (with(&[]), BAD_REQUEST),
        (with(&[("host", "a"), ("host", "a")]), BAD_REQUEST),
        (with(&[(":authority", "a"), ("host", "a"), ("host", "a")]), BAD_REQUEST),
        (with(&[("host", "u@a")]), BAD_REQUEST),
        (with(&[(":authority", "a b")]), BAD_REQUEST),
    ];
    for (at, (fields, expected)) in cases.iter().enumerate() {
        let stream = 2 * u32::try_from(at).expect("a number") + 1;
        raw.send(&frame(HEADERS, END_STREAM | END_HEADERS, stream, block(fields))).await;
        let answer = loop {
            match raw.next().await.expect("an answer") {
                answer if answer.stream == stream => break answer,
                _ => {}
            }
        };
        // What no authority can be is refused by a reset as well.
        let is_refused = answer.kind == crate::frames::RST_STREAM || answer.payload[0] == BAD_REQUEST;
        assert_eq!(!is_refused, *expected == OK, "{fields:?}: {answer:?}");
    }
    assert_eq!(status(&mut raw, 101, &with(&[(":authority", "a")])).await, OK, "the connection goes on");
    server.shutdown().await;
}

#[tokio::test]
async fn fields_of_a_connection_are_not_sent() {
    let server = started(App::new()).await;
    let (mut client, _) = connect(&server).await;
    let answer = ask(&mut client, get("/bound"), b"").await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "bound"));
    for name in ["connection", "keep-alive", "upgrade", "transfer-encoding", "x-own"] {
        assert!(!answer.headers.contains_key(name), "{name}");
    }
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert!(!answer.headers.contains_key("strict-transport-security"), "it is in clear");
    server.shutdown().await;
}

#[tokio::test]
async fn limits_are_those_of_http_1() {
    let app = App::new().set("http.target_limit", 100).set("http.header_count", 5).set("http.header_limit", "1 KiB");
    let server = started(app.set("http.body_limit", 20)).await;
    let (mut client, _) = connect(&server).await;
    let target = |length: usize| get(&format!("/{}", "x".repeat(length - "localhost/".len())));
    let fields = |count: usize, size: usize| {
        let mut request = get("/ping");
        for number in 1..count {
            let name = http::HeaderName::try_from(format!("x-{number}")).expect("a name");
            request.headers_mut().insert(name, "x".repeat(size).parse().expect("a value"));
        }
        request
    };
    let cases = [
        ("a target at its limit", target(100), 404),
        ("a target beyond", target(101), 414),
        ("fields at their limit", fields(5, 1), 200),
        ("fields beyond", fields(6, 1), 431),
        ("large fields", fields(5, 200), 200),
        ("larger fields", fields(5, 260), 431),
        ("fields far beyond", fields(2, 70_000), 431),
        ("a path that is no route", get("/nowhere"), 404),
        ("another method", post("/ping"), 405),
    ];
    for (name, request, status) in cases {
        let answer = ask(&mut client, request, b"").await;
        assert_eq!(answer.status, status, "{name}: {}", answer.text);
    }
    for (path, size, status) in [("/length", 20, 200), ("/length", 21, 413), ("/little", 10, 200), ("/little", 11, 413)]
    {
        for has_length in [true, false] {
            let mut request = post(path);
            if has_length {
                request.headers_mut().insert("content-length", size.into());
            }
            let answer = ask(&mut client, request, &vec![b'x'; size]).await;
            assert_eq!(answer.status, status, "{path} {size}: {}", answer.text);
        }
    }
    let connect = http::Request::connect("localhost:80").body(()).expect("a request");
    assert_eq!(ask(&mut client, connect, b"").await.status, 501);
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_requests_are_under_way_at_once_and_one_more_waits() {
    let server = started(App::new().set("http.h2_streams", 10)).await;
    let (mut client, _) = connect(&server).await;
    let begun = std::time::Instant::now();
    let answers: Vec<_> = (0..10).map(|_| client.send_request(get("/slow"), true).expect("it is sent").0).collect();
    for answer in answers {
        assert_eq!(read(answer).await.expect("an answer").text, "slow");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(3), "one after the other takes four seconds");
    assert_eq!(client.current_max_send_streams(), 10);
    // Who does not care is refused, and may ask again.
    let mut raw = Raw::connect(&server).await;
    for number in 0..11 {
        raw.send(&crate::frames::get(2 * number + 1, "/slow")).await;
    }
    let refused = raw.next_of(crate::frames::RST_STREAM).await.expect("it is refused");
    assert_eq!((refused.stream, crate::frames::code(&refused)), (21, crate::frames::REFUSED_STREAM));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_streamed_both_ways() {
    let server = started(App::new().set("http.body_limit", "none")).await;
    let (mut client, _) = connect(&server).await;
    let (answer, mut send) = client.send_request(post("/echo"), false).expect("it is sent");
    let mut body = answer.await.expect("it answers at once").into_body();
    for _ in 0..3 {
        send.send_data("piece".into(), false).expect("it is sent");
        let piece = body.data().await.expect("a piece").expect("it comes back");
        assert_eq!(&piece[..], b"piece");
    }
    send.send_data("".into(), true).expect("it is sent");
    while let Some(rest) = body.data().await {
        assert!(rest.expect("the end").is_empty());
    }
    let answer = ask(&mut client, get("/large"), b"").await;
    assert_eq!(answer.text.len(), 32 << 20);
    let head = ask(&mut client, http::Request::head("http://localhost/ping").body(()).expect("a request"), b"").await;
    assert_eq!(
        (head.status, head.headers["content-length"].as_bytes(), head.text.as_str()),
        (200, b"4".as_slice(), "")
    );
    server.shutdown().await;
}
