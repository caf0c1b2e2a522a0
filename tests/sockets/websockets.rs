//! WebSockets: what is received and sent, how they end, who may open them.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use framework::{Drain, StopReport, prelude::*};
use tokio::io::AsyncWriteExt;

use crate::{
    app_of,
    client::{BINARY, CLOSE, Client, Heard, PING, PONG, TEXT, frame, handshake},
    connect, connected, counts, head, rest, started,
};

#[derive(Bean, Debug)]
struct Said {
    #[bean(length(1..=8))]
    name: String,
    times: u8,
}

#[derive(Bean)]
#[bean(output)]
struct Heared {
    text: String,
}

pub(crate) struct Keys;

impl framework::Guard for Keys {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        match request.query("key") {
            Some("7") => Ok(Keys),
            _ => Err(Invalid::unauthorized("a key is needed")),
        }
    }
}

/// What handlers were told at their end.
type Log = Arc<Mutex<Vec<String>>>;

#[websocket_mapping("/ws/echo")]
async fn echo(mut socket: WebSocket) -> Result<(), WebSocketError> {
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}

#[websocket_mapping("/ws/rooms/<room>", protocols = ["chat.v2", "chat.v1"])]
async fn room(room: &str, #[guard] _keys: Keys, from: u8, mut socket: WebSocket) -> Result<(), WebSocketError> {
    let who = format!("{room} {from} {} {}", socket.protocol().unwrap_or("-"), socket.head().path());
    socket.send(who).await
}

#[websocket_mapping("/ws/typed")]
async fn typed(mut socket: WebSocket<Said, Heared>) -> Result<(), WebSocketError> {
    loop {
        let text = match socket.receive().await {
            Ok(Some(said)) => said.name.repeat(said.times.into()),
            Ok(None) => return Ok(()),
            Err(WebSocketError::Message(violations)) if violations[0].pointer == "/name" => {
                violations.into_iter().map(|violation| violation.pointer).collect::<Vec<_>>().join(" ")
            }
            Err(error) => return Err(error),
        };
        socket.send(Heared { text }).await?;
    }
}

/// Ends as the first message says.
#[websocket_mapping("/ws/end")]
async fn end(mut socket: WebSocket) -> Result<(), Invalid> {
    let how = socket.receive().await?;
    match how.as_ref().and_then(Message::as_text) {
        Some("error") => Err(Invalid::internal("it broke")),
        Some("panic") => panic!("it panicked"),
        Some("code") => Ok(socket.close(4000, "enough").await?),
        Some("reserved") => Ok(socket.close(1005, "").await?),
        Some("dropped") => {
            let (sender, receiver) = socket.split();
            drop(receiver);
            tokio::time::sleep(Duration::from_millis(300)).await;
            drop(sender);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Both halves in tasks of their own.
#[websocket_mapping("/ws/halves")]
async fn halves(socket: WebSocket, State(log): State<Log>) {
    let (mut sender, mut receiver) = socket.split();
    let (words, mut received) = tokio::sync::mpsc::channel(1);
    let reading = tokio::spawn(async move {
        while let Ok(Some(Message::Text(text))) = receiver.receive().await {
            words.send(text).await.expect("a receiver");
        }
    });
    let writing = tokio::spawn(async move {
        while let Some(text) = received.recv().await {
            sender.send(text.to_uppercase()).await.expect("it is open");
        }
        let closed = sender.send("late").await;
        log.lock().expect("no panic").push(format!("{closed:?}"));
    });
    reading.await.expect("no panic");
    writing.await.expect("no panic");
}

/// Sends without being asked, and reads nothing.
#[websocket_mapping("/ws/pour/<size>")]
async fn pour(size: usize, mut socket: WebSocket, State(log): State<Log>) -> Result<(), WebSocketError> {
    let piece = "x".repeat(size);
    loop {
        if let Err(error) = socket.send(piece.as_str()).await {
            log.lock().expect("no panic").push(error.to_string());
            return Err(error);
        }
    }
}

/// Ignores that it is to end.
#[websocket_mapping("/ws/deaf")]
async fn deaf(_socket: WebSocket) {
    std::future::pending().await
}

#[websocket_mapping("/ws/chat")]
async fn chat(mut socket: WebSocket, State(room): State<Broadcast>) -> Result<(), WebSocketError> {
    room.join(&socket);
    while let Some(said) = socket.receive().await? {
        room.send(said)?;
    }
    Ok(())
}

pub(crate) fn app() -> App {
    app_of(module_path!()).provide(Log::default()).provide(Broadcast::<Message>::new(8))
}

async fn fixture(app: App) -> (framework::Server, std::net::SocketAddr) {
    let server = started(app).await;
    let address = server.address().expect("an address");
    (server, address)
}

#[tokio::test]
async fn messages_go_both_ways_also_those_that_come_with_the_handshake() {
    let (server, address) = fixture(app()).await;
    let mut stream = connected(address).await;
    let early = [handshake("/ws/echo", "").into_bytes(), frame(TEXT, "früh".as_bytes())].concat();
    stream.write_all(&early).await.expect("it reads");
    let answer = head(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 101 ") && !answer.contains("sec-websocket-protocol"), "{answer}");
    let mut client = Client(stream);
    client.hears_text("früh").await;
    client.send(BINARY, [0, 1, 255]).await;
    assert_eq!(client.hear().await, Heard::Frame(BINARY, vec![0, 1, 255]));
    client.send(PING, "are you there").await;
    assert_eq!(client.hear().await, Heard::Frame(PONG, b"are you there".to_vec()));
    for length in [0, 125, 126, 4096, 65_535, 65_536, 1 << 20] {
        let text = "y".repeat(length);
        client.text(&text).await;
        client.hears_text(&text).await;
    }
    counts(&server, 0, 1).await;
    assert_eq!(client.close(3333).await, 3333);
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn parameters_and_guards_refuse_before_the_handshake_is_answered() {
    let (server, address) = fixture(app()).await;
    let cases = [
        ("/ws/rooms/a?from=1", "", 401),
        ("/ws/rooms/a?key=7", "", 400),
        ("/ws/rooms/a?key=7&from=x", "", 400),
        ("/ws/rooms/a?key=7&from=1", "Origin: http://evil.example\r\n", 403),
        ("/ws/rooms/a?key=7&from=1", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 400),
        ("/ws/rooms/a?key=7&from=1", "Content-Length: 1\r\n", 400),
        ("/ws/nothing", "", 404),
    ];
    for (target, more, status) in cases {
        let (_, answer) = Client::ask(address, target, more).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{target} {more}: {answer}");
    }
    let more = "Origin: http://a\r\nSec-WebSocket-Protocol: other, chat.v1\r\nSec-WebSocket-Protocol: chat.v2\r\n";
    let (mut client, answer) = Client::ask(address, "/ws/rooms/a%20b?key=7&from=1", more).await;
    assert!(answer.contains("\r\nsec-websocket-protocol: chat.v2\r\n"), "{answer}");
    client.hears_text("a b 1 chat.v2 /ws/rooms/a%20b").await;
    assert_eq!(client.closed().await, 1000);
    server.shutdown().await;
}

#[tokio::test]
async fn the_pages_of_other_sites_are_let_in_by_a_setting() {
    let app = app().set("http.websocket.origins", "https://app.example.org");
    let (server, address) = fixture(app).await;
    for (origin, status) in [("https://app.example.org", 101), ("https://app.example", 403), ("null", 403)] {
        let (_, answer) = Client::ask(address, "/ws/echo", &format!("Origin: {origin}\r\n")).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{origin}: {answer}");
    }
    server.shutdown().await;
}

#[tokio::test]
async fn beans_are_texts_and_what_is_none_is_told_or_closes_with_1007() {
    let (server, address) = fixture(app()).await;
    let mut client = Client::open(address, "/ws/typed").await;
    client.text(r#"{"name":"ab","times":2}"#).await;
    client.hears_text(r#"{"text":"abab"}"#).await;
    client.text(r#"{"name":"","times":1}"#).await;
    client.hears_text(r#"{"text":"/name"}"#).await;
    client.text(r#"{"name":9}"#).await;
    client.hears_text(r#"{"text":"/name /times"}"#).await;
    client.text("{").await;
    assert_eq!(client.closed().await, 1007);
    let mut client = Client::open(address, "/ws/typed").await;
    client.send(BINARY, r#"{"name":"ab","times":2}"#).await;
    assert_eq!(client.closed().await, 1007);
    server.shutdown().await;
}

#[tokio::test]
async fn the_end_of_the_handler_is_told_by_its_code() {
    let (server, address) = fixture(app()).await;
    let cases =
        [("well", 1000), ("error", 1011), ("panic", 1011), ("code", 4000), ("reserved", 1011), ("dropped", 1000)];
    for (how, code) in cases {
        let mut client = Client::open(address, "/ws/end").await;
        client.text(how).await;
        if how == "dropped" {
            client.text("nobody takes it").await;
            client.send(PING, "still").await;
            assert_eq!(client.hear().await, Heard::Frame(PONG, b"still".to_vec()));
        }
        assert_eq!(client.closed().await, code, "{how}");
        assert_eq!(client.hear().await, Heard::End, "{how}");
    }
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn halves_live_anywhere() {
    let log = Log::default();
    let (server, address) = fixture(app().provide(Arc::clone(&log))).await;
    let mut client = Client::open(address, "/ws/halves").await;
    for word in ["one", "two"] {
        client.text(word).await;
        client.hears_text(&word.to_uppercase()).await;
    }
    assert_eq!(client.close(1000).await, 1000);
    counts(&server, 0, 0).await;
    assert_eq!(*log.lock().expect("no panic"), ["Err(Closed)"]);
    server.shutdown().await;
}

#[tokio::test]
async fn a_stopping_server_closes_with_1001_and_waits_for_the_answer() {
    let (server, address) = fixture(app()).await;
    let mut client = Client::open(address, "/ws/echo").await;
    client.text("a").await;
    client.hears_text("a").await;
    let stopping = tokio::spawn(server.clone().shutdown());
    assert_eq!(client.closed().await, 1001);
    assert_eq!(client.hear().await, Heard::End);
    assert_eq!(stopping.await.expect("no panic"), StopReport { requests: 0, upgraded: 1, forced: 0 });
}

#[tokio::test]
async fn what_does_not_answer_in_time_is_cut() {
    let (server, address) = fixture(app().set("http.drain", "300ms")).await;
    let (mut silent, mut deaf) = (Client::open(address, "/ws/echo").await, Client::open(address, "/ws/deaf").await);
    counts(&server, 0, 2).await;
    let id = server.listeners()[0].id;
    let stopping = tokio::spawn({
        let server = server.clone();
        async move { server.stop_listener(id, Drain::within(Duration::from_millis(300))).await }
    });
    for client in [&mut silent, &mut deaf] {
        assert!(matches!(client.hear().await, Heard::Frame(CLOSE, code) if code == [3, 233]));
    }
    let report = stopping.await.expect("no panic").expect("it is known");
    assert_eq!(report, StopReport { requests: 0, upgraded: 0, forced: 2 });
    assert_eq!((silent.hear().await, deaf.hear().await), (Heard::End, Heard::End));
    server.shutdown().await;
}

#[tokio::test]
async fn who_is_silent_is_asked_and_then_given_up() {
    let (server, address) = fixture(app().set("http.websocket.ping", "200ms")).await;
    let mut client = Client::open(address, "/ws/echo").await;
    for _ in 0..3 {
        assert_eq!(client.hear().await, Heard::Frame(PING, Vec::new()));
        client.send(PONG, "").await;
    }
    assert_eq!(client.hear().await, Heard::Frame(PING, Vec::new()));
    assert_eq!(client.hear().await, Heard::End, "nobody has answered");
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn limits_close_with_1009() {
    let app = app().set("http.websocket.message_limit", "1 KiB").set("http.websocket.frame_limit", "512");
    let (server, address) = fixture(app).await;
    let mut client = Client::open(address, "/ws/echo").await;
    client.send(0x01, [b'a'; 512]).await;
    client.send(0x80, [b'a'; 512]).await;
    client.hears_text(&"a".repeat(1024)).await;
    // Judged by its length, before anything of it comes.
    client.raw(&frame(TEXT, &[b'a'; 513])[..8]).await;
    assert_eq!(client.closed().await, 1009);
    let mut client = Client::open(address, "/ws/echo").await;
    for first in [0x01, 0x00, 0x00] {
        client.send(first, [b'a'; 400]).await;
    }
    assert_eq!(client.closed().await, 1009);
    server.shutdown().await;
}

#[tokio::test]
async fn a_room_hears_what_is_said_and_loses_who_does_not_listen() {
    let room = Broadcast::<Message>::new(8);
    let (server, address) = fixture(app().provide(room.clone())).await;
    let (mut first, mut second) = (Client::open(address, "/ws/chat").await, Client::open(address, "/ws/chat").await);
    let mut asleep = Client::open(address, "/ws/chat").await;
    while room.len() < 3 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    first.text("hello").await;
    for client in [&mut first, &mut second] {
        client.hears_text("hello").await;
    }
    // More than the system's buffers hold.
    let long = "z".repeat(1 << 20);
    let mut said = 0;
    while room.len() == 3 {
        first.text(&long).await;
        for client in [&mut first, &mut second] {
            client.hears_text(&long).await;
        }
        said += 1;
        assert!(said < 100, "it is still there");
    }
    asleep.0.set_nodelay(true).expect("an option");
    assert_eq!(asleep.closed().await, 1008);
    second.text("who is left").await;
    for client in [&mut first, &mut second] {
        client.hears_text("who is left").await;
    }
    drop((first, second));
    while !room.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_reader_that_stops_holds_up_its_own_handler_and_is_cut() {
    let log = Log::default();
    let app = app().provide(Arc::clone(&log)).set("http.write_timeout", "300ms");
    let (server, address) = fixture(app).await;
    let mut stalled = Client::open(address, "/ws/pour/10000").await;
    let mut other = Client::open(address, "/ws/echo").await;
    counts(&server, 0, 1).await;
    other.text("served").await;
    other.hears_text("served").await;
    let mut heard = 0;
    while let Heard::Frame(_, payload) = stalled.hear().await {
        heard += payload.len();
    }
    assert!(heard < 32 << 20, "it was cut after {heard} bytes");
    assert_eq!(other.close(1000).await, 1000);
    server.shutdown().await;
}

#[tokio::test]
async fn without_a_server_a_handshake_is_no_promise() {
    let app = app().test();
    let answer = app.get("/ws/echo").await;
    answer.assert_status(426).assert_header("upgrade", "websocket").assert_header("sec-websocket-version", "13");
    let asking = app.get("/ws/echo").header("connection", "upgrade").header("upgrade", "websocket");
    let asking = asking.header("sec-websocket-version", "13").header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
    asking.await.assert_status(501);
}

#[tokio::test]
async fn an_ordinary_request_to_the_path_is_told_what_to_ask_for() {
    let (server, _) = fixture(app()).await;
    let mut stream = connect(&server).await;
    stream.write_all(b"GET /ws/echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.expect("it reads");
    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 426 ") && answer.contains("upgrade: websocket"), "{answer}");
    server.shutdown().await;
}
