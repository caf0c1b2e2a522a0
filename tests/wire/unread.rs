//! Bodies that nobody reads.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    thread::sleep,
    time::Duration,
};

use framework::prelude::*;

use crate::{exchange, statuses};

/// What is there of an unread body is skipped. What has yet to arrive may end the connection instead; it is never taken
/// for a request.
#[tokio::test(flavor = "multi_thread")]
async fn an_unread_body_does_not_poison_the_next_request() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let found = tokio::task::spawn_blocking(move || {
        let bytes =
            b"GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /nope HTTP/1.1\r\nHost: a\r\n\r\n";
        [bytes.len(), 1].map(|piece| statuses(&exchange(address, bytes, piece)))
    });
    let [whole, dripped] = found.await.expect("no panic");
    assert_eq!(whole, [200, 404]);
    assert!(dripped == [200, 404] || dripped == [200], "{dripped:?}");
    server.shutdown().await;
}

/// Most clients send all of a request before they read: a connection that is reset meanwhile tells them nothing.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_sends_a_body_that_is_refused_reads_why() {
    const LARGE: usize = 24 << 20;
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let answers = tokio::task::spawn_blocking(move || {
        let ask = |head: &str, piece: usize| {
            let mut stream = TcpStream::connect(address).expect("it accepts");
            stream.write_all(head.as_bytes()).expect("it reads");
            for piece in vec![b'x'; LARGE].chunks(piece) {
                stream.write_all(piece).expect("it takes what it does not want");
            }
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("it answers, and closes");
            statuses(&answer)
        };
        let of = |target: &str, fields: &str| format!("POST {target} HTTP/1.1\r\nHost: a\r\n{fields}\r\n");
        let length = format!("Content-Length: {LARGE}\r\n");
        [
            ask(&of("/nope", &length), LARGE),
            ask(&of("/length", &length), LARGE),
            ask(&of("/hello", &length), LARGE),
            ask(&of("/length", "Content-Length: x\r\n"), LARGE),
            ask(&of("/length", &format!("Connection: close\r\n{length}")), 64 << 10),
        ]
    });
    assert_eq!(answers.await.expect("no panic"), [[404], [413], [405], [400], [413]]);
    let report = server.shutdown().await;
    assert_eq!(report.forced, 0);
}

/// A body that nobody wants, in twenty pieces over two seconds; what is answered.
fn dripped(address: SocketAddr) -> Vec<u16> {
    let mut stream = TcpStream::connect(address).expect("it accepts");
    stream.write_all(b"POST /nope HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n").expect("it reads");
    for _ in 0..20 {
        stream.write_all(&[b'x'; 1000]).expect("it takes what it does not want");
        sleep(Duration::from_millis(100));
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers, and closes");
    statuses(&answer)
}

/// What comes is of no head, whose time is another one.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_body_that_is_refused_has_more_time_than_a_head() {
    let app = App::new().set("http.header_timeout", "500ms").listen("127.0.0.1:0");
    let server = app.start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let answers = tokio::task::spawn_blocking(move || dripped(address)).await;
    assert_eq!(answers.expect("no panic"), [404]);
    server.shutdown().await;
}

/// Whoever keeps a connection open in this way has one of those that there may be.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_being_closed_counts() {
    let app = App::new().set("http.max_connections", 1).listen("127.0.0.1:0");
    let server = app.start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let answers = tokio::task::spawn_blocking(move || {
        let mut first = TcpStream::connect(address).expect("it accepts");
        let request = b"POST /nope HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\nx";
        first.write_all(request).expect("it reads");
        let mut answer = Vec::new();
        first.read_to_end(&mut answer).expect("it answers, and closes its side");
        first.write_all(b"x").expect("it takes what it does not want");
        let while_it_closes = exchange(address, b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", 1000);
        drop(first);
        [answer, while_it_closes].map(|answer| statuses(&answer))
    });
    assert_eq!(answers.await.expect("no panic"), [[404], [503]]);
    server.shutdown().await;
}

/// It is not cut as one that is idle, whose client says no more: nothing that is answered is lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_takes_what_is_on_its_way() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let answers = tokio::task::spawn_blocking(move || dripped(address));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let report = server.shutdown().await;
    assert_eq!(answers.await.expect("no panic"), [404]);
    assert_eq!(report.forced, 0);
}
