//! Bodies that nobody reads.

use std::{
    io::{Read, Write},
    net::TcpStream,
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
