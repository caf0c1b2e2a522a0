//! Server-sent events end when the server stops, and browsers connect again.

use std::{
    future::pending,
    time::{Duration, Instant},
};

use framework::{
    Drain, Listener, StopReport,
    prelude::*,
    stream::{Stream, unfold},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{PING, ask, connect, rest, started};

/// Longer than any test takes.
const DRAIN: &str = "60s";
const SOON: Duration = Duration::from_secs(20);

/// Events, and then a wait for ever.
fn then_silence<const EVENTS: usize>(events: [String; EVENTS]) -> Sse<impl Stream<Item = String>> {
    Sse::new(unfold(events.into_iter(), async |mut events| match events.next() {
        Some(event) => Some((event, events)),
        None => pending().await,
    }))
}

#[get_mapping]
fn endless() -> Sse<impl Stream<Item = String>> {
    then_silence(["begun".to_owned()]).keep_alive(Duration::ZERO)
}

/// More than all buffers of a connection hold.
#[get_mapping]
fn endless_and_large() -> Sse<impl Stream<Item = String>> {
    then_silence(["begun".to_owned(), "x".repeat(32 << 20)])
}

#[get_mapping]
fn goodbye(stop: StopToken) -> Sse<impl Stream<Item = &'static str>> {
    Sse::new(unfold((0, stop), async |(count, stop)| match count {
        0 => Some(("begun", (1, stop))),
        1 => {
            stop.stopped().await;
            Some(("goodbye", (2, stop)))
        }
        _ => None,
    }))
}

/// A stream whose first event has come.
async fn begun(mut stream: TcpStream, path: &str) -> TcpStream {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).await.expect("it reads");
    let mut text = String::new();
    while !text.contains("data: begun\n\n") {
        let mut piece = [0];
        stream.read_exact(&mut piece).await.expect("an event");
        text.push(char::from(piece[0]));
    }
    stream
}

#[tokio::test]
async fn they_end_in_order_when_the_server_stops() {
    let server = started(App::new().set("http.drain", DRAIN)).await;
    let mut endless = begun(connect(&server).await, "/endless").await;
    let mut goodbye = begun(connect(&server).await, "/goodbye").await;
    let start = Instant::now();
    let (report, endless, goodbye) = tokio::join!(server.shutdown(), rest(&mut endless), rest(&mut goodbye));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert_eq!(report, StopReport { requests: 2, ..StopReport::default() });
    assert_eq!(endless, "\r\n0\r\n\r\n");
    assert!(goodbye.contains("data: goodbye\n\n") && goodbye.ends_with("\r\n0\r\n\r\n"), "{goodbye}");
}

#[tokio::test]
async fn an_event_that_is_being_sent_is_sent() {
    let server = started(App::new().set("http.drain", DRAIN)).await;
    let mut stream = begun(connect(&server).await, "/endless_and_large").await;
    let stopping = tokio::spawn(server.shutdown());
    tokio::time::sleep(Duration::from_millis(200)).await;
    let sent = rest(&mut stream).await;
    assert!(sent.ends_with("x\n\n\r\n0\r\n\r\n"), "{}", &sent[sent.len().saturating_sub(50)..]);
    assert_eq!(sent.bytes().filter(|byte| *byte == b'x').count(), 32 << 20);
    assert_eq!(stopping.await.expect("it stops").forced, 0);
}

#[tokio::test]
async fn those_of_one_listener_end_with_it_alone() {
    let server = started(App::new()).await;
    let admin = server.add_listener(Listener::tcp("127.0.0.1:0")).await.expect("it opens");
    let other = TcpStream::connect(server.addresses()[1]).await.expect("it accepts");
    let mut other = begun(other, "/endless").await;
    let mut stays = begun(connect(&server).await, "/endless").await;
    let stop = server.stop_listener(admin, Drain::within(Duration::from_secs(60)));
    let (report, sent) = tokio::join!(stop, rest(&mut other));
    assert_eq!(report.expect("it is known").forced, 0);
    assert_eq!(sent, "\r\n0\r\n\r\n");
    let nothing = tokio::time::timeout(Duration::from_millis(200), stays.read(&mut [0; 3])).await;
    assert!(!matches!(nothing, Ok(Ok(3))), "it goes on");
    drop(stays);
    server.shutdown().await;
}

/// Whoever connects again meanwhile would come here.
#[tokio::test]
async fn they_go_on_while_the_server_waits_to_stop() {
    let server = started(App::new().set("http.drain_delay", "1s").set("http.drain", DRAIN)).await;
    let mut stream = begun(connect(&server).await, "/endless").await;
    let mut beside = connect(&server).await;
    let start = Instant::now();
    let stopping = tokio::spawn(server.shutdown());
    assert!(ask(&mut beside, PING).await.ends_with("pong"));
    assert_eq!(rest(&mut stream).await, "\r\n0\r\n\r\n");
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!(stopping.await.expect("it stops").forced, 0);
}

#[tokio::test]
async fn they_end_through_layers_that_make_the_body_anew() {
    let app = App::new().layer(tower::util::MapResponseLayer::new(|response: framework::Response| {
        response.map(|body| Body::new(http_body_util::BodyExt::map_frame(body, |frame| frame)))
    }));
    let server = started(app.set("http.drain", DRAIN).set("http.access_log", "on")).await;
    let mut stream = begun(connect(&server).await, "/endless").await;
    let (report, sent) = tokio::join!(server.shutdown(), rest(&mut stream));
    assert_eq!((report.forced, sent.as_str()), (0, "\r\n0\r\n\r\n"));
}
