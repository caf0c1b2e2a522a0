//! Whoever takes too long, or is one too many, has the same limits on TLS as in clear.

use std::time::Duration;

use framework::{ListenerState, Server, StopReport, prelude::*};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    PING, ask,
    certificates::{Made, made},
    connect, rest, started, tcp,
};

/// Short limits: only the one that is meant ends anything.
async fn limited(setting: &str, own: &Made) -> Server {
    let limits = ["http.header_timeout", "http.body_timeout", "http.idle_timeout", "http.write_timeout"];
    let app = limits.into_iter().fold(App::new(), |app, name| app.set(name, "none"));
    started(app.set("http.tls_timeout", "none").set("http.minimum_rate", "none").set(setting, "200ms"), own.tls()).await
}

/// How a client begins.
fn hello() -> Vec<u8> {
    let config = std::sync::Arc::new(crate::certificates::trusting(&[]));
    let name = "localhost".try_into().expect("a name");
    let mut client = tokio_rustls::rustls::ClientConnection::new(config, name).expect("a client");
    let mut bytes = Vec::new();
    client.write_tls(&mut bytes).expect("bytes");
    bytes
}

#[tokio::test]
async fn a_handshake_has_its_time_however_it_is_dripped() {
    let own = made(&["localhost"]);
    let server = limited("http.tls_timeout", &own).await;
    let hello = hello();
    let mut silent = tcp(&server).await;
    let mut half = tcp(&server).await;
    half.write_all(&hello[..hello.len() / 2]).await.expect("it reads");
    let mut unfinished = tcp(&server).await;
    unfinished.write_all(&hello).await.expect("it reads");
    let (mut dripped, mut write) = tcp(&server).await.into_split();
    let dripping = tokio::spawn(async move {
        for byte in hello.chunks(1) {
            if write.write_all(byte).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    // The others are served meanwhile, and are no handshake any more.
    let mut other = connect(&server, &own).await;
    for stream in [&mut silent, &mut half, &mut unfinished] {
        let _flight = rest(stream).await;
    }
    let _nothing = rest(&mut dripped).await;
    assert!(ask(&mut other, PING).await.ends_with("pong"));
    dripping.await.expect("it ends");
    server.shutdown().await;
}

#[tokio::test]
async fn after_the_handshake_a_head_has_its_time() {
    let own = made(&["localhost"]);
    let server = limited("http.header_timeout", &own).await;
    let mut silent = connect(&server, &own).await;
    assert_eq!(rest(&mut silent).await.0, "");
    let mut half = connect(&server, &own).await;
    half.write_all(b"GET /ping HT").await.expect("it reads");
    half.flush().await.expect("it reads");
    assert_eq!(rest(&mut half).await.0, "");
    server.shutdown().await;
}

#[tokio::test]
async fn a_body_that_stops_is_answered_408() {
    let own = made(&["localhost"]);
    let server = limited("http.body_timeout", &own).await;
    let mut stream = connect(&server, &own).await;
    let request = b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123";
    stream.write_all(request).await.expect("it reads");
    let (answer, ended) = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && ended.is_ok(), "{answer} {ended:?}");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stops_is_cut_and_the_others_are_served() {
    let own = made(&["localhost"]);
    let server = limited("http.write_timeout", &own).await;
    let mut stalled = connect(&server, &own).await;
    stalled.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut other = connect(&server, &own).await;
    loop {
        assert!(ask(&mut other, PING).await.ends_with("pong"));
        if server.listeners()[0].connections == 1 {
            break; // the other one is left
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut received = 0;
    let mut piece = vec![0; 1 << 20];
    while let Ok(read @ 1..) = stalled.read(&mut piece).await {
        received += read;
    }
    assert!(received < 32 << 20, "it was cut, with {received} bytes");
    server.shutdown().await;
}

#[tokio::test]
async fn one_too_many_is_closed_without_a_word() {
    let own = made(&["localhost"]);
    let server = started(App::new().set("http.max_connections", 1), own.tls()).await;
    let mut first = connect(&server, &own).await;
    assert!(ask(&mut first, PING).await.ends_with("pong"));
    let mut second = tcp(&server).await;
    assert_eq!(rest(&mut second).await.0, "");
    assert!(ask(&mut first, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_cuts_handshakes_and_lets_requests_finish() {
    let own = made(&["localhost"]);
    let server = started(App::new(), own.tls()).await;
    let mut unfinished = tcp(&server).await;
    unfinished.write_all(&hello()).await.expect("it reads");
    let mut idle = connect(&server, &own).await;
    assert!(ask(&mut idle, PING).await.ends_with("pong"));
    let mut busy = connect(&server, &own).await;
    busy.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    tokio::time::sleep(Duration::from_millis(100)).await;
    let stopped = server.clone();
    let begun = std::time::Instant::now();
    let report = server.shutdown().await;
    assert_eq!(report, StopReport { requests: 1, ..StopReport::default() });
    assert!(begun.elapsed() < Duration::from_secs(9), "nothing waits for a handshake");
    let (answer, ended) = rest(&mut busy).await;
    assert!(answer.ends_with("slow") && answer.contains("connection: close") && ended.is_ok(), "{answer} {ended:?}");
    assert!(rest(&mut idle).await.1.is_ok());
    let _flight = rest(&mut unfinished).await;
    assert_eq!(stopped.listeners()[0].state, ListenerState::Stopped);
}
