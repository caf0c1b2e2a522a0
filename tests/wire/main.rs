//! Requests as bytes: whatever arrives is answered with the status of RFC 9112, or the connection is closed.

mod panics;
mod unread;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

use framework::{Server, http::header, prelude::*};
use tower::util::MapResponseLayer;

#[get_mapping]
fn hello() -> &'static str {
    "hello"
}

#[post_mapping]
fn length(#[body] body: &[u8]) -> usize {
    body.len()
}

/// What is sent, and the statuses that come back; none is a connection that is closed without a word.
const CASES: &[(&str, &[u8], &[u16])] = &[
    // what is right
    ("plain", b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[200]),
    ("HTTP/1.0 without Host", b"GET /hello HTTP/1.0\r\n\r\n", &[200]),
    ("absolute form", b"GET http://a/hello HTTP/1.1\r\nHost: b\r\n\r\n", &[200]),
    ("asterisk form", b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", &[204]),
    ("an empty line before the request", b"\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[200]),
    ("bare LF as line end (RFC 9112, 2.2: MAY)", b"GET /hello HTTP/1.1\nHost: a\n\n", &[200]),
    ("chunked", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", &[200]),
    ("chunked with an extension and a trailer", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: v\r\n\r\n", &[200]),
    ("the same length twice", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx", &[200]),
    ("two pipelined", b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /nope HTTP/1.1\r\nHost: a\r\n\r\n", &[200, 404]),
    ("Expect: 100-continue", b"POST /length HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx", &[100, 200]),
    ("HEAD", b"HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[200]),
    // Host (RFC 9112, 3.2)
    ("no Host", b"GET /hello HTTP/1.1\r\n\r\n", &[400]),
    ("two Hosts", b"GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", &[400]),
    ("an empty Host", b"GET /hello HTTP/1.1\r\nHost:\r\n\r\n", &[400]),
    ("a Host with user information", b"GET /hello HTTP/1.1\r\nHost: u@a\r\n\r\n", &[400]),
    ("a Host with a path", b"GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", &[400]),
    ("a Host with a port that is none", b"GET /hello HTTP/1.1\r\nHost: a:99999\r\n\r\n", &[400]),
    ("a malformed Host on HTTP/1.0", b"GET /hello HTTP/1.0\r\nHost: a b\r\n\r\n", &[400]),
    // methods and targets
    ("an unknown method", b"BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[501]),
    ("a method that the path has not", b"DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[405]),
    ("TRACE", b"TRACE /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[405]),
    ("CONNECT", b"CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", &[405]),
    ("broken percent-encoding", b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("a path that is no UTF-8", b"GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("no target", b"GET HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("a target without a slash", b"GET hello HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("user information in the target", b"GET http://u:p@a/hello HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("a target with a port that is none", b"GET http://a:99999/hello HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("a target without a host", b"GET http:///hello HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("an asterisk without OPTIONS", b"GET * HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    ("an answer is not withheld for half a request behind it", b"GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /he", &[200]),
    ("a space in the target", b"GET /hel lo HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
    // versions
    ("HTTP/2.0", b"GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", &[400]),
    ("HTTP/9.9", b"GET /hello HTTP/9.9\r\nHost: a\r\n\r\n", &[400]),
    ("no version", b"GET /hello\r\nHost: a\r\n\r\n", &[400]),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", &[]),
    ("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", &[400]),
    // fields
    ("a folded line", b"GET /hello HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", &[400]),
    ("a space before the colon", b"GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", &[400]),
    ("a name with a space", b"GET /hello HTTP/1.1\r\nHost: a\r\nX Y: a\r\n\r\n", &[400]),
    ("NUL in a value", b"GET /hello HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", &[400]),
    ("bare CR in a value", b"GET /hello HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", &[400]),
    ("a field without a colon", b"GET /hello HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", &[400]),
    // lengths (RFC 9112, 6)
    ("two lengths", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", &[400]),
    ("a length that is no number", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", &[400]),
    ("a negative length", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", &[400]),
    ("a length with a sign", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\nx", &[400]),
    ("a huge length", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", &[400]),
    ("a length that no number holds for hyper", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n", &[413]),
    ("a length over the limit", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", &[413]),
    ("Expect with a length over the limit: no 100", b"POST /length HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n", &[413]),
    ("chunked on HTTP/1.0", b"POST /length HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", &[400]),
    ("chunked that is not last", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", &[400]),
    ("a coding under chunked (RFC 9112, 6.1)", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[501]),
    ("chunked in chunked", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", &[501]),
    ("chunked in two fields", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", &[501]),
    ("chunked in capitals", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n", &[200]),
    ("chunked and a length: answered, then closed", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[200]),
    ("a chunk size that is no number", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", &[400]),
    ("a huge chunk size", b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n", &[400]),
    ("a body that breaks off", b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx", &[400]),
    // nothing, or half of something
    ("nothing", b"", &[]),
    ("half a head", b"GET /hello HT", &[]),
    ("a second request behind a refused one", b"GET / HTTP/3\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &[400]),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_request_has_its_status() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let wrong = tokio::task::spawn_blocking(move || {
        let mut wrong = Vec::new();
        for (name, bytes, expected) in CASES {
            for piece in [bytes.len().max(1), 1] {
                let answer = exchange(address, bytes, piece);
                let found = statuses(&answer);
                if found != *expected {
                    wrong.push(format!("{name} (pieces of {piece}): {found:?}, expected {expected:?}"));
                }
                if !refusals_are_problems(&answer) {
                    wrong.push(format!("{name} (pieces of {piece}): {}", String::from_utf8_lossy(&answer)));
                }
            }
        }
        wrong
    });
    let wrong = wrong.await.expect("no panic");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_are_exact() {
    let app = App::new().set("http.target_limit", 100).set("http.header_count", 5).set("http.body_limit", 10);
    let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
    let address = server.address().expect("it listens");
    let target = |length: usize| format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "x".repeat(length - 1));
    let fields = |count: usize| format!("GET /hello HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: a\r\n".repeat(count - 1));
    let body = |length: usize| {
        format!("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{}", "x".repeat(length))
    };
    let chunked = |length: usize| {
        let chunks = "1\r\nx\r\n".repeat(length);
        format!("POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n")
    };
    let cases = [
        ("target at its limit", target(100), 404),
        ("target beyond", target(101), 414),
        ("fields at their limit", fields(5), 200),
        ("fields beyond", fields(6), 431),
        ("body at its limit", body(10), 200),
        ("body beyond", body(11), 413),
        ("chunked body at its limit", chunked(10), 200),
        ("chunked body beyond", chunked(11), 413),
        ("head far beyond", format!("GET /hello HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(100_000)), 431),
    ];
    let found = tokio::task::spawn_blocking(move || {
        cases.map(|(name, request, status)| (name, status, statuses(&exchange(address, request.as_bytes(), 65_536))))
    });
    for (name, status, found) in found.await.expect("no panic") {
        assert_eq!(found, [status], "{name}");
    }
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_is_measured_by_its_target_and_its_fields() {
    let get = |target: &str| format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n");
    let long = |length: usize| "x".repeat(length);
    // `Host: a` and `X: …` with the ends of their lines are 14 bytes and what X holds.
    let fields = |length: usize| format!("GET /hello HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", long(length - 14));
    let cases = [
        ("an authority of 9 KB", "64 KiB", get(&format!("http://{}/hello", long(9_000))), 414),
        ("a path of 9 KB", "64 KiB", get(&format!("/{}", long(9_000))), 414),
        ("a query string of 9 KB", "64 KiB", get(&format!("/hello?{}", long(9_000))), 414),
        ("a target of 60 KB", "64 KiB", get(&format!("/{}", long(60_000))), 414),
        ("a target of 60 KB, few fields", "1 KiB", get(&format!("/{}", long(60_000))), 414),
        ("a target of 200 KB", "64 KiB", get(&format!("/{}", long(200_000))), 414),
        ("a target of 70 KB", "64 KiB", get(&format!("/{}", long(70_000))), 414),
        ("a whole URL of 60 KB", "64 KiB", get(&format!("http://a/{}", long(60_000))), 414),
        ("fields at their limit", "1 KiB", fields(1024), 200),
        ("fields just over it", "1 KiB", fields(1025), 431),
        ("fields at their usual limit", "64 KiB", fields(64 << 10), 200),
        ("fields just over it", "64 KiB", fields((64 << 10) + 1), 431),
        ("a long target does not count as fields", "1 KiB", get(&format!("/hello?{}", long(8_000))), 200),
    ];
    let mut wrong = Vec::new();
    for (name, limit, request, status) in cases {
        let app = App::new().set("http.header_limit", limit);
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let address = server.address().expect("it listens");
        let found = tokio::task::spawn_blocking(move || statuses(&exchange(address, request.as_bytes(), 65_536)));
        let found = found.await.expect("no panic");
        if found != [status] {
            wrong.push(format!("{name} ({limit}): {found:?}, expected {status}"));
        }
        server.shutdown().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[get_mapping("/framed/<name>/<value>")]
fn framed(name: &str, value: &str) -> Result<Response, Invalid> {
    Ok(http::Response::builder().header(name, value).body("framed".into())?)
}

#[get_mapping("/problem/<name>/<value>")]
fn problem(name: &str, value: &str) -> Invalid {
    Invalid::conflict("it is so").header(name, value)
}

/// Header fields that would tell the visitor where another body ends than it does.
const MISFRAMING: [(&str, &str); 6] = [
    ("content-length", "0"),
    ("content-length", "3"),
    ("content-length", "999"),
    ("content-length", "x"),
    ("transfer-encoding", "chunked"),
    ("transfer-encoding", "gzip"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_length_of_a_body_is_counted_and_not_believed() {
    let server = App::new().listen("127.0.0.1:0").start().await.expect("it starts");
    let mut connection = Connection::to(&server);
    for (name, value) in MISFRAMING {
        connection.get(&format!("/framed/{name}/{value}")).assert("200 OK", "framed");
        connection.get("/hello").assert("200 OK", "hello");
        connection.ask("HEAD", &format!("/framed/{name}/{value}")).assert_length("200 OK", "6");
        connection.get("/hello").assert("200 OK", "hello");
        let refusal = connection.get(&format!("/problem/{name}/{value}"));
        assert_eq!(refusal.line, "HTTP/1.1 500 Internal Server Error", "{name}: {value}");
        assert!(!refusal.body.contains("it is so"), "{}", refusal.body);
        connection.get("/hello").assert("200 OK", "hello");
    }
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layer_cannot_misframe_an_answer() {
    for (name, value) in MISFRAMING {
        let layer = MapResponseLayer::new(move |mut response: Response| {
            response.headers_mut().insert(name, value.parse().expect("a header value"));
            response
        });
        let server = App::new().layer(layer).listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        connection.get("/hello").assert("200 OK", "hello");
        connection.ask("HEAD", "/hello").assert_length("200 OK", "5");
        assert_eq!(connection.get("/nope").line, "HTTP/1.1 404 Not Found", "{name}: {value}");
        assert_eq!(connection.ask("OPTIONS", "/hello").line, "HTTP/1.1 204 No Content", "{name}: {value}");
        connection.get("/hello").assert("200 OK", "hello");
        server.shutdown().await;
    }
}

#[derive(Default)]
struct Statuses;

#[controller("/status/<code>")]
impl Statuses {
    #[get_mapping]
    fn value(code: u16) -> Result<HttpStatus, Invalid> {
        Ok(HttpStatus::try_from(code)?)
    }

    #[get_mapping]
    fn pair(code: u16) -> Result<(HttpStatus, &'static str), Invalid> {
        Ok((HttpStatus::try_from(code)?, "x"))
    }

    #[get_mapping]
    fn response(code: u16) -> Result<http::Response<&'static str>, Invalid> {
        Ok(http::Response::builder().status(code).header(header::CONTENT_TYPE, "text/plain").body("x")?)
    }

    #[get_mapping]
    fn refusal(code: u16) -> Result<(), Invalid> {
        Err(Invalid::of(HttpStatus::try_from(code)?))
    }
}

/// A code, the status when it is answered, and when it is refused.
const STATUSES: &[(u16, &str, &str)] = &[
    (100, "500 Internal Server Error", "500 Internal Server Error"),
    (101, "500 Internal Server Error", "500 Internal Server Error"),
    (103, "500 Internal Server Error", "500 Internal Server Error"),
    (199, "500 Internal Server Error", "500 Internal Server Error"),
    (200, "200 OK", "500 Internal Server Error"),
    (204, "204 No Content", "500 Internal Server Error"),
    (205, "205 Reset Content", "500 Internal Server Error"),
    (304, "304 Not Modified", "500 Internal Server Error"),
    (404, "404 Not Found", "404 Not Found"),
    (499, "499 UNKNOWN", "499 UNKNOWN"),
    (600, "600 UNKNOWN", "600 UNKNOWN"),
    (999, "999 UNKNOWN", "999 UNKNOWN"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_status_is_one_whole_answer() {
    let layered = App::new().layer(MapResponseLayer::new(|response: Response| response));
    for app in [App::new(), layered] {
        let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
        let mut connection = Connection::to(&server);
        let mut wrong = Vec::new();
        for (code, answered, refused) in STATUSES {
            for kind in ["value", "pair", "response", "refusal"] {
                let answer = connection.get(&format!("/status/{code}/{kind}"));
                let expected = if kind == "refusal" { refused } else { answered };
                let bodiless = matches!(code, 204 | 205 | 304) && kind != "refusal";
                if answer.line != format!("HTTP/1.1 {expected}")
                    || bodiless && (!answer.body.is_empty() || answer.field("content-type").is_some())
                {
                    wrong.push(format!("{kind} of {code}: {answer:?}"));
                }
            }
        }
        connection.get("/hello").assert("200 OK", "hello");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        server.shutdown().await;
    }
}

/// A connection that stays open: one request after the other. It blocks the test's own thread, which serves nothing.
struct Connection(BufReader<TcpStream>);

#[derive(Debug)]
struct Answer {
    line: String,
    fields: Vec<(String, String)>,
    body: String,
}

impl Connection {
    fn to(server: &Server) -> Self {
        let stream = TcpStream::connect(server.address().expect("it listens")).expect("it accepts");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        Connection(BufReader::new(stream))
    }

    #[track_caller]
    fn get(&mut self, target: &str) -> Answer {
        self.ask("GET", target)
    }

    /// Sends a request and reads exactly as much as the answer says that it is long.
    #[track_caller]
    fn ask(&mut self, method: &str, target: &str) -> Answer {
        let head = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n\r\n");
        self.0.get_mut().write_all(head.as_bytes()).expect("it reads");
        let line = self.line(target);
        let lines = std::iter::from_fn(|| Some(self.line(target)).filter(|line| !line.is_empty()));
        let fields = lines.map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())));
        let mut answer =
            Answer { line, fields: fields.map(|field| field.expect("a field")).collect(), body: String::new() };
        assert_eq!(answer.field("transfer-encoding"), None, "{target}");
        let bodiless = method == "HEAD" || ["204", "304"].contains(&&answer.line[9..12]);
        if !bodiless {
            let length = answer.field("content-length").expect("a length").parse().expect("a number");
            let read = Read::by_ref(&mut self.0).take(length).read_to_string(&mut answer.body);
            assert_eq!(read.expect("a body") as u64, length, "{target}");
        }
        answer
    }

    #[track_caller]
    fn line(&mut self, target: &str) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap_or_else(|error| panic!("{target}: {error}"));
        assert!(line.ends_with("\r\n"), "{target}: the connection ended after {line:?}");
        line.truncate(line.len() - 2);
        line
    }
}

impl Answer {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    fn assert(&self, status: &str, body: &str) {
        assert_eq!((self.line.as_str(), self.body.as_str()), (format!("HTTP/1.1 {status}").as_str(), body), "{self:?}");
    }

    #[track_caller]
    fn assert_length(&self, status: &str, length: &str) {
        assert_eq!(self.line, format!("HTTP/1.1 {status}"), "{self:?}");
        assert_eq!(self.field("content-length"), Some(length), "{self:?}");
    }
}

/// Sends bytes in pieces, ends its side, and reads until the other end closes.
fn exchange(address: SocketAddr, bytes: &[u8], piece: usize) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("it accepts");
    stream.set_nodelay(true).expect("no delay");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    for piece in bytes.chunks(piece) {
        if stream.write_all(piece).is_err() {
            break; // refused already
        }
    }
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    // A client that ends its side counts as gone, so it first waits for the answers that are due.
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a timeout");
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return answer,
            Ok(length) => answer.extend_from_slice(&buffer[..length]),
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                break;
            }
            Err(_) => return answer,
        }
    }
    let _gone_already = stream.shutdown(Shutdown::Write);
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let _reset = stream.read_to_end(&mut answer);
    answer
}

/// Whether each refusal in a stream of responses is a whole problem of RFC 9457, whoever refused.
fn refusals_are_problems(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.split("HTTP/1.1 ").filter(|response| response.starts_with(['4', '5'])).all(|response| {
        let (head, body) = response.split_once("\r\n\r\n").expect("a whole head");
        let head = head.to_lowercase();
        head.contains("\ncontent-type: application/problem+json")
            && head.contains(&format!("\ncontent-length: {}", body.len()))
            && body.contains(&format!(r#""status":{}"#, &head[..3]))
    })
}

/// The statuses of the responses in a stream of them.
fn statuses(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    let starts = text.split("HTTP/1.").skip(1);
    starts.filter_map(|response| response.get(2..5)?.parse().ok()).collect()
}
