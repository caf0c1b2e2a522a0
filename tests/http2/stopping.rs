//! Stopping, and clients that go away.

use std::{
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    time::{Duration, Instant},
};

use framework::{
    StopReport,
    prelude::*,
    stream::{Stream, unfold},
};

use crate::{
    ask, connect,
    frames::{GOAWAY, HEADERS, code, get as request},
    get,
    raw::Raw,
    read, started,
};

static FINISHED: AtomicUsize = AtomicUsize::new(0);
static BEGUN: AtomicUsize = AtomicUsize::new(0);

#[post_mapping]
async fn order() -> &'static str {
    BEGUN.fetch_add(1, SeqCst);
    tokio::time::sleep(Duration::from_millis(200)).await;
    FINISHED.fetch_add(1, SeqCst);
    "ordered"
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_finishes_and_what_comes_later_is_known_to_be_untouched() {
    let server = started(App::new()).await;
    let (mut busy, ended) = connect(&server).await;
    let (mut idle, idle_ended) = connect(&server).await;
    assert_eq!(ask(&mut idle, get("/ping"), b"").await.text, "pong");
    let answer = busy.send_request(get("/slow"), true).expect("it is sent").0;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let begun = Instant::now();
    let stopping = tokio::spawn(server.clone().shutdown());
    let answer = read(answer).await.expect("an answer");
    assert_eq!(answer.text, "slow");
    assert!(!answer.headers.contains_key("connection"));
    assert_eq!(stopping.await.expect("it stops"), StopReport { requests: 1, ..StopReport::default() });
    assert!(begun.elapsed() < Duration::from_secs(9));
    ended.await.expect("no panic").expect("it ends in order");
    idle_ended.await.expect("no panic").expect("it ends in order");
    assert!(busy.send_request(get("/ping"), true).is_err());
}

#[tokio::test]
async fn a_stop_waits_for_nobody_who_does_not_answer_and_cuts_what_takes_too_long() {
    let server = started(App::new().set("http.drain", "20s")).await;
    let mut deaf = Raw::connect(&server).await;
    deaf.send(&request(1, "/ping")).await;
    deaf.next_of(HEADERS).await.expect("an answer");
    let begun = Instant::now();
    let report = server.shutdown().await;
    assert_eq!(report.forced, 0);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert_eq!(code(&deaf.next_of(GOAWAY).await.expect("it is told")), 0);

    let server = started(App::new().set("http.drain", "300ms")).await;
    let mut reader = Raw::connect(&server).await;
    reader.send(&request(1, "/large")).await;
    reader.next_of(HEADERS).await.expect("an answer");
    assert_eq!(server.shutdown().await.forced, 1);
}

#[tokio::test]
async fn while_it_waits_to_stop_connections_are_sent_elsewhere() {
    let server = started(App::new().set("http.drain_delay", "500ms")).await;
    let mut raw = Raw::connect(&server).await;
    raw.send(&request(1, "/ping")).await;
    raw.next_of(HEADERS).await.expect("an answer");
    let stopping = tokio::spawn(server.clone().shutdown());
    let told = raw.next_of(GOAWAY).await.expect("it is told");
    assert_eq!((code(&told), &told.payload[..4]), (0, [0x7f, 0xff, 0xff, 0xff].as_slice()), "any request counts still");
    // It has not heard of that yet.
    raw.send(&request(3, "/ping")).await;
    assert_eq!(raw.next_of(HEADERS).await.expect("an answer").stream, 3);
    let (mut late, _) = connect(&server).await;
    assert_eq!(ask(&mut late, get("/ping"), b"").await.text, "pong");
    stopping.await.expect("it stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_given_up_ends_as_its_method_says() {
    let server = started(App::new()).await;
    let (mut client, _) = connect(&server).await;
    let order = http::Request::post("http://localhost/order").body(()).expect("a request");
    let (answer, mut send) = client.send_request(order, true).expect("it is sent");
    while BEGUN.load(SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    send.send_reset(h2::Reason::CANCEL);
    drop(answer);
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    while FINISHED.load(SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await; // half an order is worse than none
    }
    server.shutdown().await;
}

#[get_mapping]
fn endless() -> Sse<impl Stream<Item = &'static str>> {
    Sse::new(unfold(0, async |count| match count {
        0 => Some(("begun", 1)),
        _ => std::future::pending().await,
    }))
}

#[tokio::test]
async fn server_sent_events_end_in_order() {
    let server = started(App::new().set("http.drain", "60s")).await;
    let (mut client, ended) = connect(&server).await;
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(client.send_request(get("/endless"), true).expect("it is sent").0);
    }
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    drop(client);
    let begun = Instant::now();
    let stopping = tokio::spawn(server.shutdown());
    for answer in answers {
        assert_eq!(read(answer).await.expect("an end in order").text, "data: begun\n\n");
    }
    assert_eq!(stopping.await.expect("it stops"), StopReport { requests: 3, ..StopReport::default() });
    ended.await.expect("no panic").expect("it ends in order");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
