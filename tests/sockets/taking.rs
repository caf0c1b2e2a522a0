//! Handlers that take connections over: what is answered, what they are given, and how they end.

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use framework::{Server, prelude::*, stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{PING, app_of, ask, connect, connected, counts, head, rest, started};

/// Who may speak lines.
struct Speaker(String);

impl framework::Guard for Speaker {
    async fn guard(request: &RequestHead) -> Result<Self, Invalid> {
        match request.header("x-speaker") {
            Some("nobody") => Err(Invalid::forbidden("nobody speaks here")),
            name => Ok(Speaker(name.unwrap_or("somebody").to_owned())),
        }
    }
}

/// What `#[on_stop]` was told, and what the handlers were.
#[derive(Default)]
pub(crate) struct Lines {
    stops: Arc<Mutex<Vec<StopReason>>>,
    tokens: Arc<Mutex<Vec<StopReason>>>,
}

/// Waits at the door: whoever has the key decides.
fn decide(head: &RequestHead) -> Result<Switch, Invalid> {
    match head.query("decide") {
        Some("refuse") => {
            Ok(Switch::refuse(HtmlResponse::new("<p>no").status(HttpStatus::CONFLICT)).header("x-a", "1"))
        }
        Some("err") => Err(Invalid::gone("it is over")),
        Some("bad") => Ok(Switch::accept().header("x-a", "one\r\nx-b: two")),
        _ => Ok(Switch::accept().header("x-lines", "crlf").header("upgrade", "other/1")),
    }
}

#[controller("/lines")]
impl Lines {
    #[construct]
    fn new(stops: Arc<Mutex<Vec<StopReason>>>) -> Self {
        Lines { stops, tokens: Arc::default() }
    }

    #[on_stop]
    async fn stopping(&self, reason: StopReason) {
        tokio::task::yield_now().await;
        self.stops.lock().expect("no panic").push(reason);
    }

    /// Says every byte again.
    #[socket_mapping("/echo/<times>", protocol = "line-echo/1", negotiate = decide)]
    async fn echo(
        &self,
        times: u8,
        #[guard] speaker: Speaker,
        tag: Option<&str>,
        mut socket: Socket,
        stop: StopToken,
    ) -> io::Result<()> {
        let who = format!("{} {} {}\n", speaker.0, tag.unwrap_or("-"), socket.head().path());
        socket.write_all(who.as_bytes()).await?;
        let mut bytes = [0; 64];
        loop {
            tokio::select! {
                read = socket.read(&mut bytes) => match read? {
                    0 => return Ok(()),
                    read => for _ in 0..times {
                        socket.write_all(&bytes[..read]).await?;
                    },
                },
                reason = stop.stopped() => {
                    assert_eq!(stop.reason(), Some(reason));
                    self.tokens.lock().expect("no panic").push(reason);
                    let told = format!("stopped by {reason:?}\n");
                    return socket.write_all(told.as_bytes()).await;
                }
            }
        }
    }

    /// Ends as the path says.
    #[socket_mapping("/end/<how>", protocol = "line-echo/1")]
    async fn end(&self, how: String, socket: Socket) -> Result<(), Invalid> {
        let _held = socket;
        match how.as_str() {
            "error" => Err(Invalid::internal("it broke")),
            "panic" => panic!("it panicked"),
            _ => Ok(()),
        }
    }

    /// Ignores whatever it is told.
    #[socket_mapping("/deaf", protocol = "line-echo/1")]
    async fn deaf(&self, _socket: Socket) {
        std::future::pending().await
    }

    /// The same, with the socket in a task of its own.
    #[socket_mapping("/elsewhere", protocol = "line-echo/1")]
    async fn elsewhere(&self, socket: Socket, State(ended): State<Arc<AtomicUsize>>) {
        let (mut read, mut write) = tokio::io::split(socket);
        let moved = tokio::spawn(async move {
            let mut bytes = [0; 64];
            let cut = loop {
                match read.read(&mut bytes).await {
                    Ok(0) => panic!("the other end does not close"),
                    Ok(_) => {}
                    Err(error) => break error,
                }
            };
            assert_eq!(cut.kind(), io::ErrorKind::ConnectionAborted);
            assert!(write.write_all(b"more").await.is_err());
            ended.fetch_add(1, Relaxed);
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(moved); // it goes on; the function returns all the same
    }
}

/// An ordinary answer that would go on for ever.
#[get_mapping]
fn endless(stop: Shutdown) -> ByteStream {
    ByteStream::new(stream::unfold((stop, true), async |(stop, first)| {
        if first {
            return Some(("first\n", (stop, false)));
        }
        stop.cancelled().await;
        None
    }))
}

/// Runs to its end although its client is gone.
#[post_mapping]
async fn patient(State(ended): State<Arc<AtomicUsize>>) {
    tokio::time::sleep(Duration::from_millis(300)).await;
    ended.fetch_add(1, Relaxed);
}

pub(crate) struct Fixture {
    pub(crate) server: Server,
    pub(crate) stops: Arc<Mutex<Vec<StopReason>>>,
    pub(crate) ended: Arc<AtomicUsize>,
}

pub(crate) async fn fixture(configure: impl FnOnce(App) -> App) -> Fixture {
    let (stops, ended) = (Arc::<Mutex<Vec<StopReason>>>::default(), Arc::<AtomicUsize>::default());
    let app = app_of(module_path!()).provide(Arc::clone(&stops)).provide(Arc::clone(&ended));
    Fixture { server: started(configure(app)).await, stops, ended }
}

pub(crate) fn asking(target: &str, more: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: line-echo/1\r\n{more}\r\n")
}

/// A connection of a listener, taken over; and what was answered.
pub(crate) async fn taken_over(address: std::net::SocketAddr, target: &str) -> TcpStream {
    let mut stream = connected(address).await;
    stream.write_all(asking(target, "").as_bytes()).await.expect("it reads");
    let head = head(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), "{head}");
    stream
}

pub(crate) async fn line(stream: &mut TcpStream) -> String {
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        line.push(
            tokio::time::timeout(Duration::from_secs(60), stream.read_u8()).await.expect("a line").expect("more"),
        );
    }
    String::from_utf8(line).expect("text")
}

#[tokio::test]
async fn a_request_that_asks_for_the_protocol_is_taken_over() {
    let Fixture { server, .. } = fixture(|app| app).await;
    let mut stream = connect(&server).await;
    // An ordinary request goes before it on the same connection.
    assert!(ask(&mut stream, PING).await.ends_with("pong"));
    // And bytes of the protocol come right behind the head.
    let request = asking("/lines/echo/2?tag=a", "X-Speaker: Ada\r\n") + "early";
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let head = head(&mut stream).await;
    assert!(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"), "{head}");
    for field in ["connection: upgrade", "upgrade: line-echo/1", "x-lines: crlf"] {
        assert!(head.contains(&format!("\r\n{field}\r\n")), "{field}: {head}");
    }
    for field in ["content-length", "transfer-encoding", "other/1"] {
        assert!(!head.contains(field), "{field}: {head}");
    }
    assert_eq!(line(&mut stream).await, "Ada a /lines/echo/2\n");
    let mut early = [0; 10];
    stream.read_exact(&mut early).await.expect("an echo");
    assert_eq!(&early, b"earlyearly");
    counts(&server, 0, 1).await;
    stream.shutdown().await.expect("it closes");
    assert_eq!(rest(&mut stream).await, "");
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn whatever_refuses_does_so_before_the_101_and_the_connection_goes_on() {
    let Fixture { server, .. } = fixture(|app| app).await;
    let plain = |target: &str| format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
    let body = asking("/lines/echo/1", "Content-Length: 1\r\n") + "x";
    let cases = [
        (plain("/lines/echo/1"), 426, "upgrade: line-echo/1"),
        (asking("/lines/echo/1", "").replace("line-echo/1", "line-echo/2"), 426, "connection: upgrade"),
        (asking("/lines/echo/1", "").replace("Connection: Upgrade", "Connection: keep-alive"), 426, ""),
        (asking("/lines/echo/x", ""), 400, "times"),
        (asking("/lines/echo/1", "X-Speaker: nobody\r\n"), 403, "nobody speaks here"),
        (asking("/lines/echo/1?decide=err", ""), 410, "it is over"),
        (asking("/lines/echo/1?decide=refuse", ""), 409, "<p>no"),
        (asking("/lines/echo/1?decide=refuse", ""), 409, "x-a: 1"),
        (asking("/lines/echo/1?decide=bad", ""), 500, ""),
        (body, 400, "has no body"),
        (plain("/lines/echo/1").replace("GET", "POST"), 405, "allow: GET"),
    ];
    let mut stream = connect(&server).await;
    for (request, status, part) in cases {
        let answer = ask(&mut stream, &request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}{answer}");
        assert!(answer.contains(part), "{part}: {answer}");
    }
    let old = asking("/lines/echo/1", "").replace("HTTP/1.1", "HTTP/1.0");
    let answer = ask(&mut stream, &old).await;
    assert!(answer.starts_with("HTTP/1.0 426 ") || answer.starts_with("HTTP/1.1 426 "), "{answer}");
    assert_eq!(server.listeners()[0].upgraded, 0);
    server.shutdown().await;
}

#[tokio::test]
async fn errors_and_panics_are_logged_and_the_server_lives_on() {
    let Fixture { server, .. } = fixture(|app| app).await;
    let address = server.address().expect("an address");
    for how in ["error", "panic", "well"] {
        let mut stream = taken_over(address, &format!("/lines/end/{how}")).await;
        assert_eq!(rest(&mut stream).await, "", "{how}");
    }
    counts(&server, 0, 0).await;
    assert!(ask(&mut connect(&server).await, PING).await.ends_with("pong"));
    server.shutdown().await;
}

#[tokio::test]
async fn the_end_of_the_function_is_the_end_of_the_socket_wherever_it_is() {
    let Fixture { server, ended, .. } = fixture(|app| app).await;
    let mut stream = taken_over(server.address().expect("an address"), "/lines/elsewhere").await;
    assert_eq!(rest(&mut stream).await, "");
    while ended.load(Relaxed) == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    counts(&server, 0, 0).await;
    server.shutdown().await;
}

#[tokio::test]
async fn a_layer_lets_a_101_pass_and_one_of_its_own_is_none() {
    let layer = tower_http::set_header::SetResponseHeaderLayer::overriding(
        http::HeaderName::from_static("x-layer"),
        http::HeaderValue::from_static("here"),
    );
    let Fixture { server, .. } = fixture(|app| app.layer(layer).set("http.access_log", "on")).await;
    let mut stream = connect(&server).await;
    stream.write_all(asking("/lines/echo/1", "").as_bytes()).await.expect("it reads");
    let answered = head(&mut stream).await;
    assert!(answered.starts_with("HTTP/1.1 101 ") && answered.contains("x-layer: here"), "{answered}");
    assert_eq!(line(&mut stream).await, "somebody - /lines/echo/1\n");
    server.shutdown().await;
}

#[tokio::test]
async fn without_a_connection_there_is_nothing_to_take_over() {
    let stops = Arc::<Mutex<Vec<StopReason>>>::default();
    let app = app_of(module_path!()).provide(stops).provide(Arc::<AtomicUsize>::default()).test();
    app.get("/lines/echo/1").await.assert_status(426).assert_header("upgrade", "line-echo/1");
    let asking = app.get("/lines/echo/1").header("connection", "upgrade").header("upgrade", "line-echo/1");
    asking.await.assert_status(501);
    app.head("/lines/echo/1").await.assert_status(426);
}

/// What the document says of a socket, where there is one.
#[cfg(feature = "openapi")]
#[tokio::test]
async fn the_document_says_what_a_socket_answers() {
    let stops = Arc::<Mutex<Vec<StopReason>>>::default();
    let app = app_of(module_path!()).provide(stops).provide(Arc::<AtomicUsize>::default()).test();
    let document: serde_json::Value = app.get("/openapi.json").await.json();
    let echo = &document["paths"]["/lines/echo/{times}"]["get"];
    assert_eq!(echo["responses"]["101"]["description"], "Switching Protocols");
    assert!(echo["responses"]["426"].is_object(), "{echo:#}");
    let names: Vec<_> =
        echo["parameters"].as_array().expect("parameters").iter().map(|it| it["name"].clone()).collect();
    assert_eq!(names, ["times", "tag"]);
}
