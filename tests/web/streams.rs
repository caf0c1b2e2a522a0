//! Streams as they come over a real socket: chunks, lines, events, and ends that are no ends.

mod broken;

use std::time::Duration;

use framework::{
    prelude::*,
    stream::{self, Stream},
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::timeout,
    },
};

use crate::socket::{Both, chunks, over_socket, raw, read};

/// Of these modules alone.
async fn serve() -> Both {
    Both::of(|| App::new().module(module_path!())).await
}

#[derive(Bean)]
struct Line {
    number: u8,
    text: String,
}

#[get_mapping("/streams/bytes")]
fn bytes() -> ByteStream {
    ByteStream::new(stream::iter(["one", "", "two", "three"])).content_type("text/plain").header("x-a", "1")
}

#[get_mapping("/streams/nothing")]
fn nothing() -> ByteStream {
    ByteStream::new(stream::iter(Vec::<String>::new()))
}

#[get_mapping("/streams/lines")]
fn lines() -> NdJson<Line> {
    let texts = ["a", "two\nlines", "\u{2028} 名 \"quoted\""];
    NdJson::new(stream::iter((1..).zip(texts).map(|(number, text)| Line { number, text: text.to_owned() })))
}

#[get_mapping("/streams/events")]
fn events(#[header] last_event_id: Option<u64>) -> Sse<impl Stream<Item = Event>> {
    let last = last_event_id.unwrap_or(0);
    Sse::new(stream::iter((last + 1..=3).map(|number| {
        let event = Event::json(&number).id(number.to_string());
        if number == 2 { event.event("second").retry(Duration::from_secs(5)).comment("a\nb") } else { event }
    })))
}

/// What a visitor sends in every field of an event.
#[get_mapping("/streams/events/typed")]
fn typed(text: String) -> Sse<impl Stream<Item = Event>> {
    Sse::new(stream::iter([Event::data(text.clone()).event(text.clone()).id(text.clone()).comment(text)]))
}

/// A word, and then a silence that does not end.
#[get_mapping("/streams/events/silent")]
fn silent() -> Sse<impl Stream<Item = Event>> {
    let stream = stream::unfold(0, async |said: u8| {
        if said > 0 {
            std::future::pending::<()>().await;
        }
        Some((Event::data("hello"), said + 1))
    });
    Sse::new(stream).keep_alive(Duration::from_millis(20))
}

/// Goes on when it is told to.
#[get_mapping("/streams/steps")]
fn steps() -> ByteStream {
    let (sender, receiver) = stream::channel(1);
    framework::tokio::spawn(async move {
        for step in ["first", "second"] {
            let _ = sender.send(step).await;
            framework::tokio::time::sleep(Duration::from_millis(150)).await;
        }
    });
    ByteStream::new(receiver)
}

#[tokio::test]
async fn items_are_chunks_and_there_is_no_length() {
    let app = serve().await;
    let answer = raw(app.address(), b"GET /streams/bytes HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    let sent = read(&answer, false);
    assert_eq!(sent.told(), (200, "onetwothree".to_owned()));
    assert_eq!((sent.field("content-type"), sent.field("x-a")), (Some("text/plain"), Some("1")));
    assert_eq!((sent.field("transfer-encoding"), sent.field("content-length")), (Some("chunked"), None));
    let body = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a body") + 4;
    assert_eq!(chunks(&answer[body..]), (vec![b"one".to_vec(), b"two".to_vec(), b"three".to_vec()], true));
    assert_eq!(app.get("/streams/bytes").await.told(), (200, "onetwothree".to_owned()));
    assert_eq!(app.get("/streams/nothing").await.told(), (200, String::new()));
}

#[tokio::test]
async fn the_connection_serves_what_follows_a_stream() {
    let app = serve().await;
    let two = b"GET /streams/bytes HTTP/1.1\r\nHost: a\r\n\r\nGET /streams/lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answers = String::from_utf8(raw(app.address(), two).await).expect("UTF-8");
    assert_eq!(answers.matches("HTTP/1.1 200 OK\r\n").count(), 2, "{answers}");
    assert_eq!(answers.matches("\r\n0\r\n\r\n").count(), 2, "{answers}");
}

#[tokio::test]
async fn a_line_is_one_json_document() {
    let app = serve().await;
    let sent = app.get("/streams/lines").await;
    assert_eq!(sent.field("content-type"), Some("application/x-ndjson"));
    let expected = "{\"number\":1,\"text\":\"a\"}\n{\"number\":2,\"text\":\"two\\nlines\"}\n\
                    {\"number\":3,\"text\":\"\u{2028} 名 \\\"quoted\\\"\"}\n";
    assert_eq!(sent.told(), (200, expected.to_owned()));
}

#[tokio::test]
async fn events_have_their_format_and_go_on_where_they_stopped() {
    let app = serve().await;
    let all = ["id: 1\ndata: 1\n\n", ": a b\nevent: second\nid: 2\nretry: 5000\ndata: 2\n\n", "id: 3\ndata: 3\n\n"];
    let sent = app.get("/streams/events").await;
    assert_eq!(sent.status, 200);
    assert_eq!(sent.field("content-type"), Some("text/event-stream"));
    assert_eq!((sent.field("cache-control"), sent.field("x-accel-buffering")), (Some("no-store"), Some("no")));
    let sorted = |text: &str| {
        let mut events: Vec<Vec<String>> =
            text.split_terminator("\n\n").map(|event| event.lines().map(str::to_owned).collect()).collect();
        events.iter_mut().for_each(|event| event.sort());
        events
    };
    assert_eq!(sorted(&sent.text()), sorted(&all.concat()), "{}", sent.text());
    for (last, from) in [("1", 1), ("2", 2), ("3", 3)] {
        let sent = app.ask("GET", "/streams/events", &[("last-event-id", last)]).await;
        assert_eq!(sorted(&sent.text()), sorted(&all[from..].concat()), "{last}");
    }
}

#[tokio::test]
async fn no_text_becomes_a_field_or_an_event_of_its_own() {
    let app = serve().await;
    for text in
        ["a\n\nevent: x\ndata: y", "a\rid: 7", "a\r\n\r\ndata: b", "\n", "a\n", ": c", " data: d", "\u{FEFF}a", "a\0b"]
    {
        let sent = app.get(&format!("/streams/events/typed?text={}", crate::socket::encoded(text))).await;
        let body = sent.text();
        assert!(body.ends_with("\n\n") && !body.trim_end_matches('\n').contains("\n\n"), "{text:?}: {body:?}");
        assert!(!body.contains('\r'), "{text:?}: {body:?}");
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut data = String::new();
        let mut names = Vec::new();
        for line in body.trim_end_matches('\n').split('\n') {
            let (name, value) = line.split_once(':').expect("a field");
            if name == "data" {
                data.push_str(value.strip_prefix(' ').unwrap_or(value));
                data.push('\n');
            } else {
                names.push(name);
            }
        }
        names.sort_unstable();
        assert_eq!(names, ["", "event", "id"], "{text:?}: {body:?}");
        // What a browser hands to the script is the text.
        assert_eq!(data.strip_suffix('\n'), Some(&*lines), "{text:?}: {body:?}");
    }
}

/// A connection on which this has been asked.
async fn ask(app: &Both, request: &str) -> TcpStream {
    let mut socket = TcpStream::connect(app.address()).await.expect("it accepts");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    socket
}

/// Reads until the text has come.
async fn until(socket: &mut TcpStream, wanted: &str) -> String {
    let mut text = Vec::new();
    while !String::from_utf8_lossy(&text).contains(wanted) {
        let reading = timeout(Duration::from_secs(20), socket.read_buf(&mut text)).await.expect("it comes");
        assert_ne!(reading.expect("it is sent"), 0, "{wanted}: {}", String::from_utf8_lossy(&text));
    }
    String::from_utf8(text).expect("UTF-8")
}

#[tokio::test]
async fn a_silence_is_broken_by_comments() {
    let app = serve().await;
    let mut socket = ask(&app, "GET /streams/events/silent HTTP/1.1\r\nHost: a\r\n\r\n").await;
    until(&mut socket, "data: hello\n\n").await;
    for _ in 0..3 {
        let text = until(&mut socket, "\n\r\n").await;
        assert!(text.lines().any(|line| line.starts_with(':')), "{text:?}");
        assert!(!text.contains("data") && !text.contains("event"), "{text:?}");
    }
}

#[tokio::test]
async fn an_item_is_sent_when_it_is_there() {
    let app = serve().await;
    let mut socket = ask(&app, "GET /streams/steps HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
    let first = until(&mut socket, "first").await;
    assert!(!first.contains("second"), "{first}");
    until(&mut socket, "6\r\nsecond\r\n0\r\n\r\n").await;
}

#[tokio::test]
async fn a_client_of_http_1_0_is_sent_no_chunks() {
    let app = serve().await;
    for (target, body) in
        [("/streams/bytes", "onetwothree"), ("/streams/nothing", ""), ("/streams/events?", "id: 1\ndata: 1\n\n")]
    {
        for field in ["", "Connection: keep-alive\r\n"] {
            let answer = raw(app.address(), format!("GET {target} HTTP/1.0\r\n{field}\r\n").as_bytes()).await;
            let answer = String::from_utf8(answer).expect("UTF-8");
            let (head, sent) = answer.split_once("\r\n\r\n").expect("a head");
            assert!(head.starts_with("HTTP/1.0 200 OK\r\n"), "{head}");
            // The end of the connection is the end of the body (RFC 9112, section 6.3).
            assert!(!head.contains("transfer-encoding") && !head.contains("content-length"), "{head}");
            assert!(sent == body || target.contains("events") && sent.starts_with(body), "{target}: {sent:?}");
        }
    }
}

#[get_mapping("/streams/closed")]
fn closed() -> PlainTextResponse {
    PlainTextResponse::new("closed").close()
}

#[tokio::test]
async fn a_client_of_http_1_0_is_not_promised_another_answer() {
    let app = serve().await;
    for target in ["/streams/bytes", "/streams/closed"] {
        let request = format!("GET {target} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        let answer = String::from_utf8(raw(app.address(), request.as_bytes()).await).expect("UTF-8");
        assert!(!answer.contains("keep-alive"), "the connection is closed: {answer}");
    }
}

#[tokio::test]
async fn head_of_a_stream_is_its_head() {
    let app = serve().await;
    for target in ["/streams/bytes", "/streams/lines", "/streams/events", "/streams/events/silent", "/streams/steps"] {
        let head = app.ask("HEAD", target, &[]).await;
        assert_eq!((head.status, head.body.len()), (200, 0), "{target}");
        let get = ask(&app, &format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).await;
        let get = until(&mut { get }, "\r\n\r\n").await;
        for name in ["content-type", "cache-control", "x-accel-buffering", "x-a"] {
            let field = head.field(name).map(|value| format!("\r\n{name}: {value}\r\n"));
            assert!(field.is_none_or(|field| get.contains(&field)), "{target} {name}");
            assert_eq!(head.field(name).is_some(), get.contains(&format!("\r\n{name}: ")), "{target} {name}");
        }
        assert_eq!(head.field("content-length"), None, "{target}: nobody knows it");
    }
    // What follows on the connection is the next answer.
    let two = b"HEAD /streams/bytes HTTP/1.1\r\nHost: a\r\n\r\nHEAD /streams/lines HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let answers = String::from_utf8(raw(app.address(), two).await).expect("UTF-8");
    assert!(answers.matches("HTTP/1.1 200 OK\r\n").count() == 2 && answers.ends_with("\r\n\r\n"), "{answers}");
}

#[get_mapping("/streams/status")]
fn with_status(code: u16) -> Result<(HttpStatus, ByteStream), Invalid> {
    Ok((HttpStatus::try_from(code)?, bytes()))
}

#[tokio::test]
async fn where_there_is_no_body_the_stream_is_not_sent() {
    let app = serve().await;
    for (code, body) in [(204, ""), (304, ""), (201, "onetwothree"), (404, "onetwothree"), (600, "onetwothree")] {
        let request = format!("GET /streams/status?code={code} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        let answer = read(&raw(app.address(), request.as_bytes()).await, false);
        assert_eq!(answer.told(), (code, body.to_owned()));
        assert_eq!(answer.field("transfer-encoding").is_some(), !body.is_empty(), "{code}");
    }
}

#[tokio::test]
async fn conditions_and_ranges_mean_nothing_to_a_stream() {
    let app = serve().await;
    for field in [("range", "bytes=0-1"), ("if-none-match", "*"), ("if-match", "\"x\"")] {
        let sent = over_socket(app.address(), "GET", "/streams/bytes", &[field]).await;
        assert_eq!(sent.told(), (200, "onetwothree".to_owned()), "{field:?}");
    }
}
