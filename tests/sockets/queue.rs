//! WebSockets that a program pulls from a queue.

use std::time::Duration;

use framework::{StopReport, Verdict, prelude::*};

use crate::{
    client::{Client, Heard},
    counts, started,
    websockets::app,
};

#[tokio::test(flavor = "multi_thread")]
async fn sockets_come_in_order_and_no_more_than_there_is_room_for() {
    let (app, mut queue) = app().websocket_queue("/queue/<name>", 2);
    let server = started(app).await;
    let address = server.address().expect("an address");
    assert!(queue.is_empty() && queue.try_next().is_none());
    let mut first = Client::open(address, "/queue/one").await;
    let mut second = Client::open(address, "/queue/two").await;
    let (_, full) = Client::ask(address, "/queue/three", "").await;
    assert!(full.starts_with("HTTP/1.1 503 ") && full.contains("retry-after: 1"), "{full}");
    counts(&server, 0, 2).await;
    assert_eq!(queue.len(), 2);

    let mut one = queue.next().await.expect("a socket");
    assert_eq!(one.head().capture("name"), Some("one"));
    let mut third = Client::open(address, "/queue/four").await;
    // It may be moved anywhere, and split there.
    let echo = tokio::spawn(async move {
        let message = one.receive().await.expect("a message").expect("a message");
        let (mut sender, receiver) = one.split();
        sender.send(message).await.expect("it is open");
        drop((sender, receiver));
    });
    first.text("moved").await;
    first.hears_text("moved").await;
    echo.await.expect("no panic");
    assert_eq!(first.closed().await, 1000, "nobody has it any more");

    counts(&server, 0, 2).await;
    let mut two = queue.try_next().expect("a socket");
    assert_eq!(two.head().path(), "/queue/two");
    assert_eq!(queue.len(), 1);
    let stopping = tokio::spawn(server.clone().shutdown());
    assert_eq!((second.closed().await, third.closed().await), (1001, 1001));
    assert!(two.receive().await.expect("an end in order").is_none());
    drop((two, queue));
    assert_eq!(stopping.await.expect("no panic"), StopReport { requests: 0, upgraded: 2, forced: 0 });
}

#[tokio::test]
async fn verifiers_are_asked_in_their_order() {
    let (app, mut queue) = app().websocket_queue("/queue", 8);
    queue.verify(|head| match head.query("key") {
        Some("yes") => Verdict::Accept,
        Some("no") => Verdict::Deny(HttpStatus::UNAUTHORIZED),
        _ => Verdict::Pass,
    });
    queue.verify(|head| match head.query("key") {
        Some("perhaps") => Verdict::Accept,
        Some("panic") => panic!("a verifier panics"),
        Some("yes" | "no") => panic!("the first has decided"),
        _ => Verdict::Pass,
    });
    let server = started(app).await;
    let address = server.address().expect("an address");
    for (key, status) in [("yes", 101), ("no", 401), ("perhaps", 101), ("other", 403), ("panic", 500)] {
        let (_, answer) = Client::ask(address, &format!("/queue?key={key}"), "").await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{key}: {answer}");
    }
    for key in ["yes", "perhaps"] {
        assert_eq!(queue.next().await.expect("a socket").head().query("key"), Some(key));
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_queue_that_was_dropped_is_not_there() {
    let (app, queue) = app().websocket_queue("/queue", 8);
    let server = started(app).await;
    let address = server.address().expect("an address");
    let mut waiting = Client::open(address, "/queue").await;
    drop(queue);
    assert_eq!(waiting.closed().await, 1000);
    assert_eq!(waiting.hear().await, Heard::End);
    let (_, answer) = Client::ask(address, "/queue", "").await;
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn a_queue_ends_with_the_application_and_its_path_is_judged_at_start() {
    let (app_of_it, mut queue) = app().websocket_queue("/queue", 8);
    drop(app_of_it);
    assert!(tokio::time::timeout(Duration::from_secs(60), queue.next()).await.expect("an end").is_none());
    let (app, _queue) = app().websocket_queue("/queue/<", 8);
    let error = app.listen("127.0.0.1:0").start().await.expect_err("no pattern");
    assert!(error.to_string().contains("tests/sockets/queue.rs"), "{error}");
}
