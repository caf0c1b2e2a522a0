//! Whoever takes too long: each stream has its own time.

use std::time::Duration;

use framework::prelude::*;

use crate::{
    ask, connect,
    frames::{CANCEL, DATA, END_STREAM, GOAWAY, HEADERS, PING, RST_STREAM, block, code, frame, get as request},
    get, post,
    raw::Raw,
    read, started,
};

/// Short limits: only the one that is meant ends anything.
fn app(setting: &str) -> App {
    let limits =
        ["http.header_timeout", "http.body_timeout", "http.idle_timeout", "http.write_timeout", "http.h2_ping"];
    let app = limits.into_iter().fold(App::new(), |app, name| app.set(name, "none"));
    app.set("http.minimum_rate", "none").set(setting, "200ms")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_stops_is_answered_408_and_the_others_go_on() {
    let server = started(app("http.body_timeout")).await;
    let (mut client, _) = connect(&server).await;
    let mut stalled = Vec::new();
    for _ in 0..3 {
        let (answer, mut send) = client.send_request(post("/length"), false).expect("it is sent");
        send.send_data("123".into(), false).expect("it is sent");
        stalled.push((answer, send));
    }
    let (answer, mut dripped) = client.send_request(post("/length"), false).expect("it is sent");
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(30)).await;
        dripped.send_data("x".into(), false).expect("it is sent");
    }
    dripped.send_data("".into(), true).expect("it is sent");
    assert_eq!(read(answer).await.expect("an answer").text, "20");
    for (answer, _send) in stalled {
        let answer = read(answer).await.expect("an answer");
        assert!(answer.status == 408 && answer.text.contains("http.body_timeout"), "{}", answer.text);
    }
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_whose_reader_stops_is_reset_and_the_others_go_on() {
    let server = started(app("http.write_timeout")).await;
    let mut raw = Raw::connect(&server).await;
    // The window of the connection is wide, that of the stream is what it is.
    raw.send(&frame(crate::frames::WINDOW_UPDATE, 0, 0, 0x3fff_0000_u32.to_be_bytes())).await;
    raw.send(&request(1, "/large")).await;
    let reset = loop {
        let frame = raw.next().await.expect("the connection goes on");
        if frame.kind == RST_STREAM {
            break frame;
        }
    };
    assert_eq!((reset.stream, code(&reset)), (1, CANCEL));
    raw.send(&request(3, "/ping")).await;
    let answer = loop {
        let frame = raw.next().await.expect("the connection goes on");
        if (frame.kind, frame.stream) == (HEADERS, 3) {
            break frame;
        }
    };
    assert_eq!(answer.payload[0], 0x88, "200");
    server.shutdown().await;
}

#[tokio::test]
async fn an_idle_connection_is_told_to_go_whatever_it_pings() {
    let server = started(app("http.idle_timeout")).await;
    let mut raw = Raw::connect(&server).await;
    raw.send(&request(1, "/ping")).await;
    let mut told = None;
    // Pings are no requests.
    for _ in 0..10_000 {
        raw.send(&frame(PING, 0, 0, [7; 8])).await;
        match raw.next().await {
            Some(frame) if frame.kind == GOAWAY => told = Some(frame),
            Some(_) => {}
            None => break,
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(code(&told.expect("it is told")), 0);
    assert!(raw.next().await.is_none(), "it is closed");
    server.shutdown().await;
}

#[tokio::test]
async fn a_connection_without_a_sign_of_life_is_closed() {
    let server = started(app("http.h2_ping").set("http.h2_ping_timeout", "200ms")).await;
    let mut raw = Raw::connect(&server).await;
    raw.send(&request(1, "/ping")).await;
    let mut pings = 0;
    while let Some(frame) = raw.next().await {
        pings += usize::from(frame.kind == PING);
    }
    assert!(pings > 0, "it was asked");
    // Who answers stays.
    let (mut client, _) = connect(&server).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    server.shutdown().await;
}

/// No other frame may come within a head, not even the answer to a ping: so either limit ends it, however it is dripped.
#[tokio::test]
async fn half_of_a_later_head_ends_with_the_connection() {
    let idle = app("http.idle_timeout");
    let pinged = app("http.h2_ping").set("http.h2_ping_timeout", "200ms");
    for app in [idle, pinged] {
        let server = started(app).await;
        let mut raw = Raw::connect(&server).await;
        raw.send(&request(1, "/ping")).await;
        assert_eq!(raw.next_of(DATA).await.map(|frame| frame.payload), Some(b"pong".to_vec()));
        let head = frame(HEADERS, END_STREAM, 3, block(&[("x", &"x".repeat(10_000))]));
        let mut drops = head.iter();
        let dripped = async {
            while let Some(drop) = drops.next()
                && raw.try_send(&[*drop]).await.is_ok()
            {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), dripped).await.expect("it is closed");
        assert!(drops.len() > 0, "it is closed within the head");
        server.shutdown().await;
    }
}

#[tokio::test]
async fn a_handler_has_its_time() {
    let server = started(app("http.request_timeout")).await;
    let (mut client, _) = connect(&server).await;
    let answer = ask(&mut client, get("/slow"), b"").await;
    assert!(answer.status == 503 && answer.text.contains("http.request_timeout"), "{}", answer.text);
    server.shutdown().await;
}
