//! WebSockets on streams of HTTP/2 (RFC 8441): off by default, and otherwise those of HTTP/1.1.

use std::{sync::Mutex, time::Duration};

use framework::{Drain, Server, StopReport, prelude::*};
use h2::Reason;
use http::{Method, Request};

use crate::{
    ask, connect,
    frames::{END_HEADERS, HEADERS, PROTOCOL_ERROR, RST_STREAM, SETTINGS, block, code, frame},
    get, post,
    raw::Raw,
    started,
    websocket_client::{CLOSE, Client, TEXT, asked, extended, open, websocket},
};

/// What the handler of one test was told at its ends.
static TOLD: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Keys;

impl framework::Guard for Keys {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        match (request.method().as_str(), request.query("key")) {
            ("GET", Some("7")) => Ok(Keys),
            _ => Err(Invalid::unauthorized("a key is needed")),
        }
    }
}

#[websocket_mapping("/ws/echo")]
async fn echo(mut socket: WebSocket) -> Result<(), WebSocketError> {
    while let Some(message) = socket.receive().await? {
        socket.send(message).await?;
    }
    Ok(())
}

#[websocket_mapping("/ws/told")]
async fn told(mut socket: WebSocket) {
    let told = format!("{:?}", socket.receive().await);
    TOLD.lock().expect("no panic").push(told);
}

#[websocket_mapping("/ws/rooms/<room>", protocols = ["chat.v2", "chat.v1"])]
async fn room(room: &str, #[guard] _keys: Keys, from: u8, mut socket: WebSocket) -> Result<(), WebSocketError> {
    socket.send(format!("{room} {from} {}", socket.protocol().unwrap_or("-"))).await
}

/// Sends without being asked, and reads nothing.
#[websocket_mapping("/ws/pour")]
async fn pour(mut socket: WebSocket) -> Result<(), WebSocketError> {
    loop {
        socket.send("x".repeat(100_000)).await?;
    }
}

/// Ignores whatever it is sent and told.
#[websocket_mapping("/ws/deaf")]
async fn deaf(_socket: WebSocket) {
    std::future::pending().await
}

#[socket_mapping("/lines", protocol = "line-echo/1")]
async fn lines(_socket: Socket) {}

fn decide(_: &RequestHead) -> Switch {
    Switch::refuse("not yet")
}

#[websocket_mapping("/ws/refused", negotiate = decide)]
async fn refused(_socket: WebSocket) {}

fn app() -> App {
    App::new().set("http.websocket.h2", "on")
}

/// Waits until the listener has so many sockets.
async fn counts(server: &Server, upgraded: usize) {
    let waiting = async {
        while server.listeners()[0].upgraded != upgraded {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("so many sockets");
}

#[tokio::test]
async fn it_is_off_unless_a_setting_says_otherwise() {
    let server = started(App::new()).await;
    let mut raw = Raw::over(crate::tcp(&server).await);
    raw.send(&[crate::frames::PREFACE, &frame(SETTINGS, 0, 0, [])].concat()).await;
    let settings = raw.next_of(SETTINGS).await.expect("settings").payload;
    assert!(settings.chunks(6).all(|setting| setting[..2] != [0, 8]), "{settings:?}");
    let fields = [
        (":method", "CONNECT"),
        (":protocol", "websocket"),
        (":scheme", "http"),
        (":path", "/ws/echo"),
        (":authority", "localhost"),
        ("sec-websocket-version", "13"),
    ];
    raw.send(&frame(HEADERS, END_HEADERS, 1, block(&fields))).await;
    let reset = raw.next_of(RST_STREAM).await.expect("a refusal");
    assert_eq!((reset.stream, code(&reset)), (1, PROTOCOL_ERROR));
    drop(raw);
    let (mut client, _) = connect(&server).await;
    let answer = ask(&mut client, get("/ws/echo"), b"").await;
    assert!(answer.status == 501 && answer.text.contains("HTTP/1.1 alone"), "{}", answer.text);
    assert!(!client.is_extended_connect_protocol_enabled());
    server.shutdown().await;
}

#[tokio::test]
async fn messages_go_both_ways_beside_ordinary_requests() {
    let server = started(app()).await;
    let (mut client, _) = connect(&server).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    assert!(client.is_extended_connect_protocol_enabled());
    let mut first = open(&mut client, "/ws/echo").await;
    let mut second = open(&mut client, "/ws/echo").await;
    counts(&server, 2).await;
    assert_eq!(server.listeners()[0].connections, 1);
    for length in [0, 125, 126, 4096, 65_535, 65_536, 1 << 20] {
        let text = "y".repeat(length);
        first.say(TEXT, text.as_bytes()).await;
        second.say(TEXT, b"beside").await;
        first.hears(&text).await;
        second.hears("beside").await;
        assert_eq!(ask(&mut client, post("/length"), text.as_bytes()).await.text, length.to_string());
    }
    first.say(CLOSE, &3333_u16.to_be_bytes()).await;
    assert_eq!(first.closed().await, 3333);
    counts(&server, 1).await;
    second.say(TEXT, b"alone").await;
    second.hears("alone").await;
    second.say(CLOSE, &1000_u16.to_be_bytes()).await;
    assert_eq!(second.closed().await, 1000);
    counts(&server, 0).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    server.shutdown().await;
}

/// Each stream is a task of its own: what belongs to one must not come to another.
#[tokio::test(flavor = "multi_thread")]
async fn many_streams_of_a_connection_are_opened_at_a_time() {
    let server = started(app()).await;
    let (mut client, _) = connect(&server).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    let mut clients = tokio::task::JoinSet::new();
    for number in 0..90 {
        let mut client = client.clone();
        clients.spawn(async move {
            if number % 3 == 0 {
                return assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
            }
            let mut echo = open(&mut client, "/ws/echo").await;
            let text = number.to_string();
            echo.say(TEXT, text.as_bytes()).await;
            echo.hears(&text).await;
            echo.say(CLOSE, &1000_u16.to_be_bytes()).await;
            assert_eq!(echo.closed().await, 1000);
        });
    }
    while let Some(ended) = clients.join_next().await {
        ended.expect("no panic");
    }
    counts(&server, 0).await;
    server.shutdown().await;
}

/// Frames about nothing are bounded; messages are something.
#[tokio::test]
async fn many_bytes_of_messages_are_no_flood() {
    let server = started(app().set("http.body_timeout", "400ms")).await; // looked at often
    let (mut client, _) = connect(&server).await;
    let mut echo = open(&mut client, "/ws/echo").await;
    let text = "z".repeat(500_000);
    for _ in 0..12 {
        echo.say(TEXT, text.as_bytes()).await;
        echo.hears(&text).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    echo.say(CLOSE, &1000_u16.to_be_bytes()).await;
    assert_eq!(echo.closed().await, 1000);
    server.shutdown().await;
}

#[tokio::test]
async fn what_is_refused_is_refused_before_it_is_answered() {
    let server = started(app()).await;
    let (mut client, _) = connect(&server).await;
    let cases = [
        ("websocket", "/ws/rooms/a?from=1", ("x-none", ""), 401),
        ("websocket", "/ws/rooms/a?key=7", ("x-none", ""), 400),
        ("websocket", "/ws/rooms/a?key=7&from=1", ("origin", "http://evil.example"), 403),
        ("websocket", "/ws/rooms/a?key=7&from=1", ("sec-fetch-site", "cross-site"), 403),
        ("websocket", "/ws/rooms/a?key=7&from=1", ("sec-websocket-version", "8"), 400),
        ("websocket", "/ws/rooms/a?key=7&from=1", ("host", "other.example"), 400),
        // A GET would be answered there; nobody must take that for a WebSocket.
        ("websocket", "/ping", ("x-none", ""), 404),
        ("websocket", "/nothing", ("x-none", ""), 404),
        ("websocket", "/ws/refused", ("x-none", ""), 501),
        ("websocket", "/lines", ("x-none", ""), 404),
        ("line-echo/1", "/lines", ("x-none", ""), 501),
        ("connect-udp", "/ws/echo", ("x-none", ""), 501),
    ];
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    for (protocol, path, (name, value), status) in cases {
        let mut request = extended(protocol, path);
        request.headers_mut().insert("sec-websocket-version", http::HeaderValue::from_static("13"));
        request.headers_mut().insert(name, http::HeaderValue::from_static(value));
        let (answer, _) = asked(&mut client, request).await;
        assert_eq!(answer.status(), status, "{protocol} {path} {name}: {value}");
        assert_eq!(answer.headers().contains_key("sec-websocket-version"), value == "8");
    }
    let tunnel = Request::builder().method(Method::CONNECT).uri("localhost:80").body(()).expect("a request");
    assert_eq!(asked(&mut client, tunnel).await.0.status(), 501);
    let answer = ask(&mut client, get("/ws/echo"), b"").await;
    assert!(answer.status == 501 && answer.text.contains("RFC 8441"), "{}", answer.text);
    let mut request = websocket("/ws/rooms/a%20b?key=7&from=1");
    request.headers_mut().insert("origin", http::HeaderValue::from_static("http://localhost"));
    request.headers_mut().insert("sec-websocket-protocol", http::HeaderValue::from_static("other, chat.v1"));
    let (answer, send) = asked(&mut client, request).await;
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["sec-websocket-protocol"]),
        (200, &"chat.v1".parse().expect("a value"))
    );
    let mut room = Client::new(send, answer.into_body());
    room.hears("a b 1 chat.v1").await;
    assert_eq!(room.closed().await, 1000);
    counts(&server, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn a_stop_closes_with_1001_and_waits_for_the_answer() {
    let server = started(app().set("http.drain", "1s")).await;
    let (mut client, _) = connect(&server).await;
    let first = open(&mut client, "/ws/echo").await;
    let second = open(&mut client, "/ws/echo").await;
    let slow = client.send_request(get("/slow"), true).expect("it is sent").0;
    let _deaf = open(&mut client, "/ws/deaf").await;
    counts(&server, 3).await;
    let stopping = tokio::spawn(server.shutdown());
    assert_eq!(first.closed().await, 1001);
    assert_eq!(crate::read(slow).await.expect("an answer").text, "slow");
    assert_eq!(second.closed().await, 1001);
    assert_eq!(stopping.await.expect("it stops"), StopReport { requests: 1, upgraded: 2, forced: 1 });
}

#[tokio::test]
async fn one_that_does_not_end_is_cut_after_the_drain() {
    let server = started(app().set("http.drain", "300ms")).await;
    let (mut client, _) = connect(&server).await;
    let mut deaf = open(&mut client, "/ws/deaf").await;
    let report = server.shutdown().await;
    assert_eq!(report, StopReport { requests: 0, upgraded: 0, forced: 1 });
    assert_eq!(deaf.hear().await.expect("the close frame"), Some((CLOSE, vec![3, 0xe9])));
    assert!(!matches!(deaf.hear().await, Ok(Some(_))));
}

#[tokio::test]
async fn whoever_does_not_read_is_cut_alone_and_holds_up_nobody() {
    let server = started(app().set("http.write_timeout", "500ms")).await;
    let (mut client, _) = connect(&server).await;
    let mut pour = open(&mut client, "/ws/pour").await;
    pour.reads = false;
    let reason = loop {
        match pour.hear().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("it is not cut"),
            Err(error) => break error.reason(),
        }
    };
    assert_eq!(reason, Some(Reason::CANCEL));
    counts(&server, 0).await;
    drop(pour); // and with it what was to be read on this connection
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    server.shutdown().await;
}

/// What a handler leaves unread fills its stream, and not the connection.
#[tokio::test]
async fn what_is_not_received_waits_at_its_sender() {
    let server = started(app()).await;
    let (mut client, _) = connect(&server).await;
    let mut deaf = Vec::new();
    for _ in 0..5 {
        let mut one = open(&mut client, "/ws/deaf").await;
        let pouring = async {
            loop {
                one.say(TEXT, &[b'x'; 50_000]).await;
            }
        };
        let poured = tokio::time::timeout(Duration::from_millis(500), pouring).await;
        assert!(poured.is_err(), "there is always room");
        deaf.push(one);
    }
    assert_eq!(ask(&mut client, post("/length"), &[1; 1 << 20]).await.text, (1 << 20).to_string());
    server.stop_listener(server.listeners()[0].id, Drain::now()).await.expect("a listener");
}

#[tokio::test]
async fn a_client_that_goes_is_told_to_its_handler() {
    let server = started(app()).await;
    let told = async |count: usize| {
        while TOLD.lock().expect("no panic").len() < count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let last = TOLD.lock().expect("no panic").last().cloned().expect("a word");
        assert!(last.starts_with("Err("), "{last}");
    };
    let (mut client, _) = connect(&server).await;
    let mut one = open(&mut client, "/ws/told").await;
    one.send.send_reset(Reason::CANCEL);
    told(1).await;
    counts(&server, 0).await;
    let (mut other, ended) = connect(&server).await;
    let _one = open(&mut other, "/ws/told").await;
    let _deaf = open(&mut other, "/ws/deaf").await;
    counts(&server, 2).await;
    ended.abort();
    told(2).await;
    // Whoever does not listen goes on, and is still known: the stop cuts it.
    counts(&server, 1).await;
    let report = server.stop_listener(server.listeners()[0].id, Drain::now()).await.expect("a listener");
    assert_eq!((report.upgraded, report.forced), (0, 1));
    assert_eq!(server.listeners()[0].upgraded, 0);
}

#[tokio::test]
async fn layers_see_the_request_and_cannot_pretend() {
    use tower::util::MapResponseLayer;
    let pretend = MapResponseLayer::new(|mut response: http::Response<Body>| {
        if response.headers().contains_key("x-none") || response.status() == 404 {
            *response.status_mut() = http::StatusCode::OK;
        }
        response.headers_mut().insert("x-layer", http::HeaderValue::from_static("here"));
        response
    });
    let server = started(app().layer(pretend)).await;
    let (mut client, _) = connect(&server).await;
    assert_eq!(ask(&mut client, get("/ping"), b"").await.text, "pong");
    let (answer, _) = asked(&mut client, websocket("/ping")).await;
    assert_eq!(answer.status(), 501);
    let (answer, send) = asked(&mut client, websocket("/ws/echo")).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()["x-layer"]), (200, &"here".parse().expect("a value")));
    let mut echo = Client::new(send, answer.into_body());
    echo.say(TEXT, b"through").await;
    echo.hears("through").await;
    server.stop_listener(server.listeners()[0].id, Drain::now()).await.expect("a listener");
}

#[tokio::test]
async fn a_queue_hands_them_out() {
    let (app, mut queue) = app().websocket_queue("/queue", 1);
    let server = started(app).await;
    let (mut client, _) = connect(&server).await;
    let mut first = open(&mut client, "/queue").await;
    let (full, _) = asked(&mut client, websocket("/queue")).await;
    assert_eq!(full.status(), 503);
    let mut socket = queue.next().await.expect("a socket");
    socket.send("welcome").await.expect("it is open");
    first.hears("welcome").await;
    drop(socket);
    assert_eq!(first.closed().await, 1000);
    drop(queue);
    let (gone, _) = asked(&mut client, websocket("/queue")).await;
    assert_eq!(gone.status(), 404);
    server.shutdown().await;
}

#[tokio::test]
async fn a_controller_that_stops_ends_its_own_streams() {
    #[derive(Default)]
    struct Feeds;

    #[controller("/feeds")]
    impl Feeds {
        #[websocket_mapping("/deaf")]
        async fn deaf(&self, _socket: WebSocket) {
            std::future::pending().await
        }
    }

    let server = started(app()).await;
    let (mut client, _) = connect(&server).await;
    let mut feed = open(&mut client, "/feeds/deaf").await;
    let mut echo = open(&mut client, "/ws/echo").await;
    let report = server.stop_controller::<Feeds>(Drain::within(Duration::from_millis(200))).await;
    assert_eq!(report, StopReport { requests: 0, upgraded: 0, forced: 1 });
    assert_eq!(feed.hear().await.expect("the close frame"), Some((CLOSE, vec![3, 0xe9])));
    assert_eq!(feed.hear().await.expect_err("a reset").reason(), Some(Reason::CANCEL));
    echo.say(TEXT, b"on").await;
    echo.hears("on").await;
    assert_eq!(asked(&mut client, websocket("/feeds/deaf")).await.0.status(), 503);
    server.stop_listener(server.listeners()[0].id, Drain::now()).await.expect("a listener");
}
