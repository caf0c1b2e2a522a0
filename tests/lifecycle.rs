//! Starting and stopping, all problems at once.

use std::time::Duration;

use framework::{StartProblem, prelude::*};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::Semaphore,
};

static ENTERED: Semaphore = Semaphore::const_new(0);
static LEAVE: Semaphore = Semaphore::const_new(0);

#[get_mapping]
async fn held() -> &'static str {
    ENTERED.add_permits(1);
    LEAVE.acquire().await.expect("never closed").forget();
    "released"
}

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

#[get_mapping]
fn large() -> Vec<u8> {
    vec![7; 8 << 20]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_server_answers_what_is_under_way_and_takes_nothing_new() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let mut held = TcpStream::connect(address).await.expect("it accepts");
    held.write_all(b"GET /held HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    ENTERED.acquire().await.expect("never closed").forget();
    let mut silent = TcpStream::connect(address).await.expect("it accepts");
    let mut idle = TcpStream::connect(address).await.expect("it accepts");
    idle.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut buffer = [0; 1024];
    assert!(idle.read(&mut buffer).await.expect("an answer") > 0);

    let stopping = tokio::spawn(server.shutdown());
    assert_eq!(idle.read(&mut buffer).await.ok(), Some(0), "an idle connection is closed");
    assert_eq!(silent.read(&mut buffer).await.ok(), Some(0), "a silent connection is closed");
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens");
    assert!(!stopping.is_finished());
    LEAVE.add_permits(1);
    let mut answer = String::new();
    held.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.ends_with("released"), "{answer}");
    stopping.await.expect("it stops");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_still_being_written_is_not_cut_by_stopping() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let mut stream = TcpStream::connect(server.address().expect("it listens")).await.expect("it accepts");
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("it reads");
    let mut answer = vec![0; 1024];
    stream.read_exact(&mut answer).await.expect("the beginning");
    let stopping = tokio::spawn(server.shutdown());
    tokio::time::sleep(Duration::from_millis(50)).await; // told to stop before the rest is read
    stream.read_to_end(&mut answer).await.expect("the rest");
    let body = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("a head") + 4;
    assert_eq!(answer.len() - body, 8 << 20);
    stopping.await.expect("it stops");
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let other = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let second = other.local_addr().expect("an address").to_string();
    let error = App::new().listen(&address).listen(&second).start().await.expect_err("both are taken");
    let places = error.problems().iter().filter_map(|problem| match problem {
        StartProblem::Listen { address, .. } => Some(address.clone()),
        _ => None,
    });
    assert_eq!(places.collect::<Vec<_>>(), [address, second], "{error}");
}

#[tokio::test]
async fn a_socket_that_is_open_already_serves() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let server = App::new().bind(listener).start().await.expect("it starts");
    assert_eq!(server.addresses(), [address]);
    let mut stream = TcpStream::connect(address).await.expect("it accepts");
    stream.write_all(b"GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.ends_with("pong"), "{answer}");
    server.shutdown().await;
}

#[tokio::test]
async fn every_bad_setting_is_reported_at_once() {
    let app = App::new().set("http.port", "x").set("http.bodylimit", 1).set("http.date_format", "yyyy-MM-dd");
    let error = app.start().await.expect_err("three mistakes").to_string();
    for part in [
        "setting `http.port` cannot be `x` (App::set); write a port",
        "setting `http.bodylimit` is not known (App::set); did you mean `http.body_limit`?",
        "setting `http.date_format` cannot be `yyyy-MM-dd` (App::set)",
    ] {
        assert!(error.contains(part), "{part}\nis not in\n{error}");
    }
}

#[tokio::test]
async fn who_waits_for_a_signal_goes_on_when_another_one_stops_the_server() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let waiting = tokio::spawn(server.clone().shutdown_on_signal());
    tokio::task::yield_now().await;
    server.clone().shutdown().await;
    waiting.await.expect("no panic").expect("signals are told");
    server.shutdown_on_signal().await.expect("it has stopped already");
}
