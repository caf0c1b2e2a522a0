//! Requests as bytes: whatever arrives is answered with the status of RFC 9112, or the connection is closed.

mod connection;
mod framing;
mod panics;
mod unread;

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::Duration,
};

use framework::prelude::*;

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
                let mut answer = exchange(address, bytes, piece);
                if statuses(&answer) != *expected {
                    // A busy machine takes longer, and whoever ends his side too soon counts as gone.
                    answer = exchange_within(Duration::from_secs(3), address, bytes, piece);
                }
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

/// Sends bytes in pieces, ends its side, and reads until the other end closes.
fn exchange(address: SocketAddr, bytes: &[u8], piece: usize) -> Vec<u8> {
    exchange_within(Duration::from_millis(300), address, bytes, piece)
}

/// The same, and waits so long for each part of the answers before it ends its side.
fn exchange_within(time: Duration, address: SocketAddr, bytes: &[u8], piece: usize) -> Vec<u8> {
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
    stream.set_read_timeout(Some(time)).expect("a timeout");
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
