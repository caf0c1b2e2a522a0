//! What is spoken in clear shows in the first bytes.

use std::time::Duration;

use framework::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    ask, connect,
    frames::{HEADERS, PREFACE, SETTINGS, frame, get as request},
    get,
    raw::Raw,
    started, tcp,
};

const PING: &[u8] = b"GET /ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn both_protocols_are_spoken_on_one_port_however_the_bytes_are_dripped() {
    let server = started(App::new()).await;
    let (mut client, _) = connect(&server).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    // Those that begin as the preface does are not all of HTTP/2.
    let likes: [&[u8]; 3] =
        [PING, b"PRI /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", b"P /ping HTTP/1.1\r\nHost: a\r\n\r\n"];
    for (bytes, status) in likes.into_iter().zip(["200", "501", "501"]) {
        for piece in [bytes.len(), 1] {
            let mut stream = tcp(&server).await;
            for piece in bytes.chunks(piece) {
                stream.write_all(piece).await.expect("it reads");
                tokio::task::yield_now().await;
            }
            stream.shutdown().await.expect("it is open");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.expect("an answer");
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        }
    }
    let mut stream = tcp(&server).await;
    let dripped = [PREFACE, &frame(SETTINGS, 0, 0, []), &request(1, "/ping")].concat();
    for byte in dripped.chunks(1) {
        stream.write_all(byte).await.expect("it reads");
        tokio::task::yield_now().await;
    }
    let mut raw = Raw::over(stream);
    assert_eq!(raw.next_of(HEADERS).await.expect("an answer").payload[0], 0x88, "200");
    server.shutdown().await;
}

#[tokio::test]
async fn half_a_preface_has_the_time_of_a_head() {
    let server = started(App::new().set("http.header_timeout", "200ms").set("http.idle_timeout", "none")).await;
    let settings = [PREFACE, &frame(SETTINGS, 0, 0, [])].concat();
    for begin in [b"".as_slice(), b"PRI * HT", PREFACE, &settings] {
        let mut stream = tcp(&server).await;
        stream.write_all(begin).await.expect("it reads");
        let mut answer = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut answer)).await;
        assert!(ended.is_ok(), "it is closed after {} bytes", begin.len());
    }
    server.shutdown().await;
}

#[tokio::test]
async fn unless_it_is_switched_on_nobody_speaks_it_in_clear() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let mut stream = tcp(&server).await;
    stream.write_all(&[PREFACE, &request(1, "/ping")].concat()).await.expect("it reads");
    let mut answer = Vec::new();
    let _it_may_be_reset = stream.read_to_end(&mut answer).await;
    assert!(!answer.windows(4).any(|bytes| bytes == b"pong"), "{answer:?}");
    server.shutdown().await;
}
