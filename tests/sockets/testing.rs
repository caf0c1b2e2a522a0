//! The test client on connections that handlers take over.

use std::{io, time::Duration};

use framework::{Message, TestApp, prelude::*, serde_json::json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};

#[derive(Bean)]
struct Said {
    #[bean(length(1..=8))]
    who: String,
    what: String,
}

#[derive(Bean)]
#[bean(output)]
struct Heard {
    text: String,
}

#[post_mapping]
fn enter(cookies: Cookies, name: String) {
    cookies.set(("name", name));
}

/// Says first who is there.
#[websocket_mapping("/chat/<room>", protocols = ["chat.v2", "chat.v1"])]
async fn chat(
    room: String,
    #[cookie] name: Option<String>,
    loud: Option<bool>,
    head: &RequestHead,
    mut socket: WebSocket,
) -> Result<(), WebSocketError> {
    let name = name.unwrap_or_else(|| "nobody".to_owned());
    let peer = head.peer().map(|peer| peer.ip().to_string()).unwrap_or_default();
    let mark = if loud == Some(true) { "!" } else { "" };
    socket.send(format!("{name} in {room} from {peer}{mark} {}", head.is_secure())).await?;
    while let Some(message) = socket.receive().await? {
        tracing::info!("somebody spoke");
        socket.send(message).await?;
    }
    Ok(())
}

#[websocket_mapping("/shout")]
async fn shout(mut socket: WebSocket<Said, Heard>) -> Result<(), WebSocketError> {
    while let Some(Said { who, what }) = socket.receive().await? {
        socket.send(Heard { text: format!("{who}: {}!", what.to_uppercase()) }).await?;
    }
    Ok(())
}

#[websocket_mapping("/ends/<how>")]
async fn ends(how: &str, mut socket: WebSocket) -> Result<(), io::Error> {
    match how {
        "kicked" => socket.close(4000, "enough").await.map_err(io::Error::other),
        "error" => Err(io::Error::other("the disk is full")),
        "panic" => panic!("over"),
        _ => std::future::pending().await,
    }
}

#[socket_mapping("/lines", protocol = "line-echo/1")]
async fn lines(socket: Socket, stop: StopToken) -> io::Result<()> {
    let mut socket = BufStream::new(socket);
    let mut line = String::new();
    loop {
        tokio::select! {
            read = socket.read_line(&mut line) => if read? == 0 { return Ok(()) },
            _ = stop.stopped() => {
                socket.write_all(b"bye\n").await?;
                return socket.flush().await;
            }
        }
        socket.write_all(line.as_bytes()).await?;
        socket.flush().await?;
        line.clear();
    }
}

fn app() -> TestApp {
    App::new().module("sockets::testing").test()
}

/// What a test says that fails.
async fn failure<F: Future<Output = ()> + Send + 'static>(test: impl FnOnce(TestApp) -> F) -> String {
    let panic = tokio::spawn(test(app())).await.expect_err("it fails").into_panic();
    panic.downcast_ref::<String>().cloned().expect("a text")
}

#[tokio::test]
async fn messages_go_both_ways_through_the_whole_pipeline() {
    let app = app();
    let ada = app.visitor();
    ada.post("/enter").query("name", "Ada").await.assert_status(200);
    let chat = ada.websocket("/chat/tea").query("loud", true).peer("203.0.113.7").secure();
    let mut chat = chat.origin("https://localhost").protocols(&["chat.v1", "chat.v2"]).await;
    chat.assert_status(101).assert_header("upgrade", "websocket");
    assert_eq!(chat.protocol(), Some("chat.v2"));
    chat.assert_receive("Ada in tea from 203.0.113.7! true").await;
    let long = "long ".repeat(20_000);
    for message in [Message::from("hello"), vec![0, 159, 255].into(), "".into(), long.into()] {
        chat.send(message.clone()).await;
        chat.assert_receive(message).await;
    }
    chat.send_json(&json!([1])).await;
    assert_eq!(chat.receive_json::<Vec<u8>>().await, Some(vec![1]));
    chat.assert_logged("somebody spoke");
    chat.send("dropped").await;
    chat.close(3000, "bye").await;
    chat.assert_closed(3000).await;
    assert_eq!(chat.receive().await, None);

    let mut chat = app.websocket("/chat/tea").cookie("name", "Eve").await;
    assert_eq!(chat.protocol(), None);
    chat.assert_receive("Eve in tea from 127.0.0.1 false").await;
}

#[tokio::test]
async fn beans_are_json_and_what_is_none_closes() {
    let mut shout = app().websocket("/shout").await;
    shout.send_json(&json!({ "who": "Ada", "what": "hello" })).await;
    shout.assert_receive_json(json!({ "text": "Ada: HELLO!" })).await;
    shout.send("no JSON").await;
    shout.assert_closed(1007).await;
}

#[tokio::test]
async fn every_end_is_heard_with_its_code() {
    let app = app();
    let mut kicked = app.websocket("/ends/kicked").await;
    kicked.assert_closed(4000).await;
    assert_eq!(kicked.closed(), Some((4000, "enough")));
    let mut error = app.websocket("/ends/error").await;
    error.assert_closed(1011).await;
    error.assert_logged("the disk is full");
    app.websocket("/ends/panic").await.assert_closed(1011).await;
    let mut stopped = app.websocket("/chat/tea").await;
    stopped.assert_receive("nobody in tea from 127.0.0.1 false").await;
    stopped.server_stops();
    stopped.assert_closed(1001).await;
}

#[tokio::test]
async fn a_refusal_is_the_response() {
    let app = app();
    app.websocket("/chat/tea").origin("https://evil.example").await.assert_status(403);
    app.websocket("/chat/tea")
        .query("loud", "perhaps")
        .await
        .assert_status(400)
        .assert_violation("loud", "true, false");
    app.websocket("/nowhere").await.assert_status(404);
    app.websocket("/lines").await.assert_status(426).assert_header("upgrade", "line-echo/1");
    let mut refused = app.socket("/lines", "line-echo/2").await;
    refused.assert_status(426);
    let error = refused.read_u8().await.expect_err("nobody took it over");
    assert_eq!(error.kind(), io::ErrorKind::NotConnected);
}

#[tokio::test]
async fn what_does_not_hold_is_said_with_the_handshake_and_the_log() {
    let refused = failure(|app: TestApp| async move { app.websocket("/nowhere").await.send("hello").await }).await;
    assert!(refused.starts_with("the WebSocket was refused (asked for at tests/sockets/testing.rs:"), "{refused}");
    assert!(refused.contains("GET /nowhere") && refused.contains("404 Not Found"), "{refused}");
    let other =
        failure(|app: TestApp| async move { app.websocket("/chat/tea").await.assert_receive("Ada").await }).await;
    assert!(other.contains("expected Text(\"Ada\")"), "{other}");
    let silent = |app: TestApp| async move {
        app.websocket("/ends/never").await.within(Duration::from_millis(20)).assert_closed(1000).await
    };
    assert!(failure(silent).await.starts_with("nothing came within 20ms"));
    let closed =
        failure(|app: TestApp| async move { app.websocket("/ends/error").await.assert_receive_json(json!(1)).await })
            .await;
    assert!(closed.starts_with("closed with 1011 \"\", expected 1"), "{closed}");
    assert!(closed.contains("the disk is full"), "{closed}");
    let late = |app: TestApp| async move {
        let mut kicked = app.websocket("/ends/kicked").await;
        kicked.assert_closed(4000).await;
        kicked.send("more").await;
    };
    assert!(failure(late).await.starts_with("nothing can be sent: closed with 4000 \"enough\""));
    let differs = |app: TestApp| async move {
        let mut shout = app.websocket("/shout").await;
        shout.send_json(&json!({ "who": "Ada", "what": "x" })).await;
        shout.assert_receive_json(json!({ "text": "Ada: Y!" })).await;
    };
    assert!(failure(differs).await.starts_with("the message differs:\n  /text is"));
}

#[tokio::test]
async fn a_socket_is_bytes_both_ways_until_either_end_closes() {
    let app = app();
    let mut lines = app.socket("/lines", "line-echo/1").await;
    lines.assert_status(101).assert_header("upgrade", "line-echo/1");
    lines.write_all(b"one\ntwo\n").await.expect("it reads");
    lines.shutdown().await.expect("it is open");
    let mut said = String::new();
    lines.read_to_string(&mut said).await.expect("text");
    assert_eq!(said, "one\ntwo\n");

    let mut lines = app.socket("/lines", "line-echo/1").await;
    lines.server_stops();
    lines.read_to_string(&mut said).await.expect("text");
    assert_eq!(said, "one\ntwo\nbye\n");
}
