//! Whoever takes too long is told so, or closed; the others are served meanwhile. The limits are short here; that they
//! are kept to the second is proved without a clock where they are judged.

use framework::prelude::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{PING, ask, connect, rest, started};

/// Short limits: only the one that is meant ends anything.
fn app(setting: &str) -> App {
    let limits = ["http.header_timeout", "http.body_timeout", "http.idle_timeout", "http.write_timeout"];
    let app = limits.into_iter().fold(App::new(), |app, name| app.set(name, "none"));
    app.set("http.minimum_rate", "none").set(setting, "200ms")
}

#[tokio::test]
async fn a_connection_that_sends_nothing_is_closed() {
    let server = started(app("http.header_timeout")).await;
    let mut silent = connect(&server).await;
    assert_eq!(rest(&mut silent).await, "");
    server.shutdown().await;
}

#[tokio::test]
async fn half_a_head_is_closed_however_it_is_dripped() {
    let server = started(app("http.header_timeout")).await;
    let mut half = connect(&server).await;
    half.write_all(b"GET /ping HT").await.expect("it reads");
    let (mut read, mut write) = connect(&server).await.into_split();
    let dripping = tokio::spawn(async move {
        write.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\nX: ").await.expect("it reads");
        while write.write_all(b"x").await.is_ok() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    });
    assert_eq!(rest(&mut half).await, "");
    assert_eq!(rest(&mut read).await, "");
    dripping.await.expect("it ends");
    server.shutdown().await;
}

#[tokio::test]
async fn an_idle_connection_is_closed_and_a_busy_one_is_not() {
    let server = started(app("http.idle_timeout")).await;
    let mut idle = connect(&server).await;
    let mut silent = connect(&server).await;
    assert!(ask(&mut idle, PING).await.ends_with("pong"));
    assert_eq!(rest(&mut idle).await, "");
    // That limit is for connections that have been used; the first byte has another one.
    assert!(ask(&mut silent, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn a_body_that_stops_is_answered_408_and_closed() {
    let server = started(app("http.body_timeout")).await;
    for target in ["/length", "/first"] {
        for framing in ["Content-Length: 9\r\n\r\n123", "Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n"] {
            let mut stream = connect(&server).await;
            let request = format!("POST {target} HTTP/1.1\r\nHost: a\r\n{framing}");
            stream.write_all(request.as_bytes()).await.expect("it reads");
            let answer = rest(&mut stream).await;
            assert!(answer.starts_with("HTTP/1.1 408 "), "{target} {framing}: {answer}");
            assert!(answer.contains("connection: close"), "{answer}");
            assert!(answer.contains("http.body_timeout"), "{answer}");
        }
    }
    let mut whole = connect(&server).await;
    let answer = ask(&mut whole, "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n123").await;
    assert!(answer.ends_with('3'), "{answer}");
    server.shutdown().await;
}

#[tokio::test]
async fn a_body_that_keeps_coming_may_take_longer_than_the_limit_for_silence() {
    let server = started(app("http.body_timeout")).await;
    let mut stream = connect(&server).await;
    stream.write_all(b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n").await.expect("it reads");
    for _ in 0..20 {
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
        stream.write_all(b"x").await.expect("it reads");
    }
    assert!(crate::answer(&mut stream).await.ends_with("20"));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stops_is_cut_and_the_others_are_served() {
    let server = started(app("http.write_timeout")).await;
    let mut stalled = connect(&server).await;
    stalled.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut other = connect(&server).await;
    loop {
        assert!(ask(&mut other, PING).await.ends_with("pong"));
        if server.listeners()[0].connections == 1 {
            break; // the other one is left
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let mut received = 0;
    let mut piece = vec![0; 1 << 20];
    while let Ok(read @ 1..) = stalled.read(&mut piece).await {
        received += read;
    }
    assert!(received < 32 << 20, "it was cut, with {received} bytes");
    server.shutdown().await;
}
