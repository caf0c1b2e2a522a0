//! What IHttpCore's pages on return types promise, and what goes beyond them, over a real socket. The numbers are those
//! of `docs/from-ihttpcore.md`.

mod basic;
mod beyond;
mod instead;
mod pairs;
mod response;
mod values;

use std::net::SocketAddr;

use framework::{
    App,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    },
};

/// A target, and what is sent for it: status, header fields, body.
type Case<'c> = (&'c str, &'c str, Fields<'c>, &'c str);
type Fields<'c> = &'c [(&'c str, &'c str)];

const OK: &str = "200 OK";
const NONE: Fields<'_> = &[];
const TEXT: Fields<'_> = &[("content-type", "text/plain; charset=UTF-8")];
const HTML: Fields<'_> = &[("content-type", "text/html; charset=UTF-8")];
const JSON: Fields<'_> = &[("content-type", "application/json; charset=UTF-8")];
const OCTETS: Fields<'_> = &[("content-type", "application/octet-stream")];
const PROBLEM: Fields<'_> = &[("content-type", "application/problem+json"), ("vary", "Accept")];
const FAILED: &str = "500 Internal Server Error";

fn app() -> App {
    App::new().module(module_path!()).set("http.files_root", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/resource"))
}

/// Gets each target and expects exactly this: the status line, every header field except `Date`, the body. The value
/// `*` is any.
async fn expect(app: App, cases: &[Case<'_>]) {
    // Its fields are for browsers, and say nothing of the value.
    let app = app.set("http.security_headers", "off");
    let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
    for (target, status, fields, body) in cases {
        let sent = get(server.address().expect("an address"), target).await;
        assert_eq!(sent.status_line, format!("HTTP/1.1 {status}"), "{target}");
        let shown = |(name, value): &(String, String)| match fields.contains(&(name, "*")) {
            true => format!("{name}: *"),
            false => format!("{name}: {value}"),
        };
        let mut expected: Vec<_> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let mut found: Vec<_> = sent.fields.iter().map(shown).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{target}");
        assert_eq!(String::from_utf8_lossy(&sent.body), *body, "{target}");
    }
    server.shutdown().await;
}

/// The body of the logged 500 for a target.
fn failure(target: &str) -> String {
    format!(r#"{{"type":"about:blank","title":"Internal Server Error","status":500,"instance":"{target}"}}"#)
}

/// Each target is a logged 500, and its caller is told nothing more.
async fn expect_failures(app: App, targets: &[&str]) {
    let bodies: Vec<_> = targets.iter().map(|target| failure(target)).collect();
    let cases: Vec<Case<'_>> =
        targets.iter().zip(&bodies).map(|(target, body)| (*target, FAILED, PROBLEM, body.as_str())).collect();
    expect(app, &cases).await;
}

/// What came over the socket.
struct Sent {
    status_line: String,
    fields: Vec<(String, String)>,
    body: Vec<u8>,
}

async fn get(address: SocketAddr, target: &str) -> Sent {
    let mut socket = TcpStream::connect(address).await.expect("it accepts");
    let request = format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut response = Vec::new();
    socket.read_to_end(&mut response).await.expect("it answers");
    let end = response.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a whole head");
    let head = String::from_utf8(response[..end].to_vec()).expect("the head is UTF-8");
    let (status_line, fields) = head.split_once("\r\n").expect("a status line");
    let fields = fields.lines().map(|line| line.split_once(": ").expect("a name and a value"));
    let mut fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut body = response.split_off(end + 4);
    match take(&mut fields, "content-length") {
        Some(length) => assert_eq!(length, body.len().to_string(), "{target}"),
        None if take(&mut fields, "transfer-encoding").is_some() => body = joined(&body),
        None => assert!(body.is_empty(), "{target}"),
    }
    fields.retain(|(name, _)| name != "date" && name != "connection");
    Sent { status_line: status_line.to_owned(), fields, body }
}

fn take(fields: &mut Vec<(String, String)>, name: &str) -> Option<String> {
    let at = fields.iter().position(|(own, _)| own == name)?;
    Some(fields.remove(at).1)
}

/// The chunks of a body (RFC 9112, section 7.1) as one.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = chunks.windows(2).position(|bytes| bytes == b"\r\n").expect("a size");
        let size = usize::from_str_radix(&String::from_utf8_lossy(&chunks[..end]), 16).expect("a size");
        if size == 0 {
            return whole;
        }
        whole.extend(&chunks[end + 2..end + 2 + size]);
        chunks = &chunks[end + 2 + size + 2..];
    }
}
