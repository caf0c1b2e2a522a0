//! Handlers that have taken connections over, and what stops: a listener, a controller, the server.

use std::{sync::atomic::Ordering::Relaxed, time::Duration};

use framework::{Drain, Listener, StopReport, prelude::*};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    PING, answer, ask, connect, connected, counts, rest,
    taking::{Fixture, Lines, asking, fixture, line, taken_over},
};

#[tokio::test]
async fn one_listener_stops_and_the_sockets_of_the_others_are_left_alone() {
    let Fixture { server, stops, .. } = fixture(|app| app).await;
    let other = server.add_listener(Listener::tcp("127.0.0.1:0").named("other")).await.expect("it opens");
    let addresses = server.addresses();
    let mut kept = taken_over(addresses[0], "/lines/echo/1").await;
    let mut told = taken_over(addresses[1], "/lines/echo/1").await;
    let mut waiting = connected(addresses[1]).await;
    assert!(ask(&mut waiting, PING).await.ends_with("pong"));
    for stream in [&mut kept, &mut told] {
        assert_eq!(line(stream).await, "somebody - /lines/echo/1\n");
    }
    let upgraded: Vec<_> = server.listeners().iter().map(|listener| listener.upgraded).collect();
    assert_eq!(upgraded, [1, 1]);

    let report = server.stop_listener(other, Drain::within(Duration::from_secs(20))).await.expect("it is known");
    assert_eq!(report, StopReport { requests: 0, upgraded: 1, forced: 0 });
    assert_eq!(rest(&mut told).await, format!("stopped by {:?}\n", StopReason::Listener(other)));
    assert_eq!(*stops.lock().expect("no panic"), [StopReason::Listener(other)]);
    assert_eq!(server.stop_listener(other, Drain::now()).await, Ok(report), "stopped twice");
    kept.write_all(b"still here\n").await.expect("it reads");
    assert_eq!(line(&mut kept).await, "still here\n");

    // Under the same name another one begins anew.
    let again = server.add_listener(Listener::tcp("127.0.0.1:0").named("other")).await.expect("it opens");
    assert!(again > other);
    let mut anew = taken_over(server.addresses()[2], "/lines/echo/1").await;
    assert_eq!(line(&mut anew).await, "somebody - /lines/echo/1\n");
    assert_eq!(server.listeners()[2].upgraded, 1);

    let report = server.shutdown().await;
    assert_eq!(report, StopReport { requests: 0, upgraded: 3, forced: 0 });
    for stream in [&mut kept, &mut anew] {
        assert_eq!(rest(stream).await, "stopped by All\n");
    }
    assert_eq!(*stops.lock().expect("no panic"), [StopReason::Listener(other), StopReason::All]);
}

#[tokio::test]
async fn what_ignores_its_token_is_cut_and_counted() {
    let Fixture { server, .. } = fixture(|app| app.set("http.drain", "300ms")).await;
    let address = server.address().expect("an address");
    let (mut deaf, mut good) = (taken_over(address, "/lines/deaf").await, taken_over(address, "/lines/echo/1").await);
    counts(&server, 0, 2).await;
    let report = server.shutdown().await;
    assert_eq!(report, StopReport { requests: 0, upgraded: 1, forced: 1 });
    assert_eq!(rest(&mut deaf).await, "");
    assert!(rest(&mut good).await.ends_with("stopped by All\n"));
}

#[tokio::test]
async fn while_a_listener_stops_a_request_is_refused_before_the_101() {
    let Fixture { server, .. } = fixture(|app| app.set("http.drain", "500ms")).await;
    let address = server.address().expect("an address");
    let _deaf = taken_over(address, "/lines/deaf").await;
    let mut late = connect(&server).await;
    assert!(ask(&mut late, PING).await.ends_with("pong"));
    let id = server.listeners()[0].id;
    let stopping = tokio::spawn({
        let server = server.clone();
        async move { server.stop_listener(id, Drain::within(Duration::from_millis(500))).await }
    });
    while server.listeners()[0].state == framework::ListenerState::Listening {
        tokio::task::yield_now().await;
    }
    late.write_all(asking("/lines/echo/1", "").as_bytes()).await.expect("it reads");
    let answer = answer(&mut late).await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("connection: close"), "{answer}");
    let report = stopping.await.expect("no panic").expect("it is known");
    assert_eq!((report.upgraded, report.forced), (0, 1));
    server.shutdown().await;
}

#[tokio::test]
async fn a_controller_stops_on_all_listeners_and_the_rest_goes_on() {
    let Fixture { server, stops, .. } = fixture(|app| app.listen("127.0.0.1:0")).await;
    let mut first = taken_over(server.addresses()[0], "/lines/echo/1").await;
    let mut second = taken_over(server.addresses()[1], "/lines/echo/1").await;
    let mut deaf = taken_over(server.addresses()[1], "/lines/deaf").await;
    let report = server.stop_controller::<Lines>(Drain::within(Duration::from_millis(300))).await;
    assert_eq!(report, StopReport { requests: 0, upgraded: 2, forced: 1 });
    for stream in [&mut first, &mut second] {
        assert!(rest(stream).await.ends_with("stopped by All\n"));
    }
    assert_eq!(rest(&mut deaf).await, "");
    assert_eq!(*stops.lock().expect("no panic"), [StopReason::All]);
    let mut stream = connect(&server).await;
    let answer = ask(&mut stream, &asking("/lines/echo/1", "")).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(ask(&mut stream, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn an_answer_that_would_go_on_is_told_as_well() {
    let Fixture { server, .. } = fixture(|app| app).await;
    let mut stream = connect(&server).await;
    stream.write_all(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut begun = Vec::new();
    while !begun.ends_with(b"first\n\r\n") {
        begun.push(stream.read_u8().await.expect("a beginning"));
    }
    let report = server.shutdown().await;
    assert_eq!(report, StopReport { requests: 1, upgraded: 0, forced: 0 });
    assert_eq!(rest(&mut stream).await, "0\r\n\r\n");
}

#[tokio::test]
async fn a_listener_that_stops_waits_for_handlers_whose_clients_are_gone() {
    let Fixture { server, ended, .. } = fixture(|app| app).await;
    for time in [Duration::from_secs(20), Duration::ZERO] {
        let id = server.add_listener(Listener::tcp("127.0.0.1:0")).await.expect("it opens");
        let address = *server.addresses().last().expect("an address");
        let mut stream = connected(address).await;
        stream.write_all(b"POST /patient HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").await.expect("it reads");
        tokio::time::sleep(Duration::from_millis(100)).await;
        drop(stream);
        tokio::time::sleep(Duration::from_millis(50)).await;
        server.stop_listener(id, Drain::within(time)).await.expect("it is known");
        assert_eq!(ended.load(Relaxed), 1, "within {time:?}");
    }
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(ended.load(Relaxed), 1, "the second was cut");
    server.shutdown().await;
}
