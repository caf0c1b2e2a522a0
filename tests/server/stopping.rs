//! Stopping loses nothing that has arrived, and waits no longer than it is told.

use std::{
    io::{Read, Write},
    time::Duration,
};

use framework::{Drain, StopReport, prelude::*};
use tokio::io::AsyncWriteExt;

use crate::{PING, ask, connect, rest, started};

#[tokio::test]
async fn what_the_systems_queue_holds_is_answered() {
    let server = started(App::new()).await;
    let address = server.address().expect("an address");
    // Nothing is accepted meanwhile: the test does not wait, and the server runs on the same thread.
    let streams: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = std::net::TcpStream::connect(address).expect("the system accepts");
            stream.write_all(PING.as_bytes()).expect("the system takes it");
            stream
        })
        .collect();
    let report = server.shutdown().await;
    assert_eq!(report.forced, 0);
    for mut stream in streams {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("pong"), "{answer}");
        assert!(answer.contains("connection: close"), "{answer}");
    }
}

#[tokio::test]
async fn half_sent_heads_and_stalled_readers_are_cut_when_the_time_is_over() {
    let server = started(App::new().set("http.drain", "300ms")).await;
    let mut head = connect(&server).await;
    head.write_all(b"GET /ping HT").await.expect("it reads");
    let mut body = connect(&server).await;
    body.write_all(b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx").await.expect("it reads");
    let mut reader = connect(&server).await;
    reader.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut buffer = [0; 16];
    tokio::io::AsyncReadExt::read_exact(&mut reader, &mut buffer).await.expect("the beginning");
    let again = server.clone();
    let report = server.shutdown().await;
    assert_eq!(report.forced, 3);
    assert_eq!(again.shutdown().await, report, "stopped twice");
    assert_eq!(rest(&mut head).await, "");
}

#[tokio::test]
async fn while_it_waits_to_stop_it_takes_requests_and_says_that_it_will() {
    let app = App::new().set("http.drain_delay", "500ms").set("http.health", "on");
    let server = started(app).await;
    let ready = "GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n";
    let (mut first, mut second, mut third) = (connect(&server).await, connect(&server).await, connect(&server).await);
    let answer = ask(&mut first, ready).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("cache-control: no-store"), "{answer}");
    assert!(!answer.contains("connection: close"), "{answer}");
    let stopping = tokio::spawn(server.clone().shutdown());
    tokio::task::yield_now().await;
    second.write_all(ready.as_bytes()).await.expect("it reads");
    let answer = rest(&mut second).await;
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("connection: close"), "{answer}");
    third.write_all(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    assert!(rest(&mut third).await.starts_with("HTTP/1.1 200 OK"));
    let mut late = connect(&server).await;
    late.write_all(PING.as_bytes()).await.expect("it reads");
    let answer = rest(&mut late).await;
    assert!(answer.ends_with("pong") && answer.contains("connection: close"), "{answer}");
    assert_eq!(stopping.await.expect("it stops"), StopReport::default());
}

#[tokio::test]
async fn without_the_setting_there_are_no_health_checks() {
    let app = App::new().test();
    app.get("/health/live").await.assert_status(404);
    let app = App::new().set("http.health", "on").test();
    app.get("/health/live").await.assert_text("alive");
    app.get("/health/ready").await.assert_text("ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_accepted_request_is_lost_under_load() {
    let server = started(App::new()).await;
    let address = server.address().expect("an address");
    let clients: Vec<_> = (0..16)
        .map(|_| {
            std::thread::spawn(move || {
                let (mut sent, mut answered) = (0, 0);
                // A connection of its own for each request: whoever connects is answered.
                while let Ok(mut stream) = std::net::TcpStream::connect(address) {
                    let request = "GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
                    if stream.write_all(request.as_bytes()).is_err() {
                        break;
                    }
                    sent += 1;
                    let mut answer = String::new();
                    let read = stream.read_to_string(&mut answer);
                    answered += usize::from(read.is_ok() && answer.ends_with("pong"));
                }
                (sent, answered)
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let report = server.shutdown().await;
    assert_eq!(report.forced, 0);
    let counts: Vec<_> = clients.into_iter().map(|client| client.join().expect("no panic")).collect();
    let (sent, answered) = counts.iter().fold((0, 0), |(sent, answered), (s, a)| (sent + s, answered + a));
    assert!(sent > 100, "only {sent} requests");
    // A connection that the system took after the listener's last look was never accepted; it is reset.
    assert!(sent - answered <= 16, "{sent} sent, {answered} answered");
}

#[tokio::test]
async fn at_once_means_that_what_is_busy_is_cut_and_what_is_idle_is_closed() {
    let server = started(App::new()).await;
    let (mut idle, mut busy) = (connect(&server).await, connect(&server).await);
    assert!(ask(&mut idle, PING).await.ends_with("pong"));
    busy.write_all(b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx").await.expect("it reads");
    // Until it has been seen to be busy.
    assert!(ask(&mut idle, PING).await.ends_with("pong"));
    let id = server.listeners()[0].id;
    let report = server.stop_listener(id, Drain::now()).await.expect("it is known");
    assert_eq!(report.forced, 1);
    assert_eq!((rest(&mut idle).await, rest(&mut busy).await), (String::new(), String::new()));
    server.shutdown().await;
}
