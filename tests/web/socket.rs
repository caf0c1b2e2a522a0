//! Requests as bytes over a socket of the loopback, and the folders whose files they are for.

use std::{
    fs,
    net::SocketAddr,
    path::PathBuf,
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use framework::{
    App, Server, TestApp,
    http::Method,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
        time::timeout,
    },
};

/// Longer than any answer takes; one that does not come fails the test and does not hang it.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back, in the order in which it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Sent {
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and body; the body of a problem is left out.
    pub(crate) fn told(&self) -> (u16, String) {
        let is_problem = self.field("content-type") == Some("application/problem+json");
        (self.status, if is_problem { String::new() } else { self.text() })
    }

    /// All of it, to look for what must not be in it.
    pub(crate) fn everything(&self) -> String {
        format!("{:?} {}", self.fields, self.text())
    }

    /// What the pipeline has answered, without what belongs to the connection and its time.
    fn answer(&self) -> (u16, Vec<(String, String)>, Vec<u8>) {
        let of_connection = ["date", "connection", "content-length", "transfer-encoding"];
        let mut fields = self.fields.clone();
        fields.retain(|(name, _)| !of_connection.contains(&name.as_str()));
        fields.sort();
        (self.status, fields, self.body.clone())
    }
}

/// One application twice: behind a socket, and as the test client sees it.
pub(crate) struct Both {
    server: Server,
    test: TestApp,
}

impl Both {
    pub(crate) async fn of(app: impl Fn() -> App) -> Self {
        let server = app().listen("127.0.0.1:0").start().await.expect("it starts");
        Both { server, test: app().test() }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address().expect("an address")
    }

    pub(crate) async fn get(&self, target: &str) -> Sent {
        self.ask("GET", target, &[]).await
    }

    /// What comes over the socket; the test client gets the same.
    pub(crate) async fn ask(&self, method: &str, target: &str, fields: &[(&str, &str)]) -> Sent {
        let sent = over_socket(self.address(), method, target, fields).await;
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = self.test.request(method, target);
        let answer = fields.iter().fold(request, |request, (name, value)| request.header(name, value)).await;
        let text = |value: &framework::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let inside = Sent {
            status: answer.status().code(),
            fields: answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
            body: answer.bytes().to_vec(),
        };
        assert_eq!(sent.answer(), inside.answer(), "{target} {fields:?}");
        sent
    }
}

/// The answer to a request on a connection of its own.
pub(crate) async fn over_socket(address: SocketAddr, method: &str, target: &str, fields: &[(&str, &str)]) -> Sent {
    let fields: String = fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let request = format!("{method} {target} HTTP/1.1\r\nHost: a\r\n{fields}Connection: close\r\n\r\n");
    read(&raw(address, request.as_bytes()).await, method == "HEAD")
}

/// All that comes back for these bytes.
pub(crate) async fn raw(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut socket = TcpStream::connect(address).await.expect("it accepts");
    socket.write_all(request).await.expect("it reads");
    let mut response = Vec::new();
    let reading = timeout(PATIENCE, socket.read_to_end(&mut response)).await;
    let shown = || String::from_utf8_lossy(&request[..request.len().min(300)]).into_owned();
    reading.unwrap_or_else(|_| panic!("no answer to {}", shown())).expect("it answers");
    response
}

/// A whole response: its body has the length that it announces.
pub(crate) fn read(response: &[u8], is_head: bool) -> Sent {
    let end = response.windows(4).position(|bytes| bytes == b"\r\n\r\n").expect("a whole head");
    let head = String::from_utf8(response[..end].to_vec()).expect("the head is UTF-8");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.get(9..12)?.parse().ok()).expect("a status");
    let fields = lines.map(|line| line.split_once(": ").expect("a name and a value"));
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut sent = Sent { status, fields, body: response[end + 4..].to_vec() };
    match sent.field("content-length").map(|length| length.parse::<usize>().expect("a length")) {
        _ if is_head || status == 304 => assert!(sent.body.is_empty(), "{head}\n{}", sent.text()),
        Some(length) => assert_eq!(sent.body.len(), length, "{head}"),
        None if sent.field("transfer-encoding") == Some("chunked") => {
            let (chunks, is_whole) = chunks(&sent.body);
            assert!(is_whole, "{head}");
            sent.body = chunks.concat();
        }
        None => assert!(sent.body.is_empty(), "{head}\n{}", sent.text()),
    }
    sent
}

/// The chunks of a body (RFC 9112, section 7.1), and whether the last chunk is there.
pub(crate) fn chunks(mut body: &[u8]) -> (Vec<Vec<u8>>, bool) {
    let mut chunks = Vec::new();
    while let Some(end) = body.windows(2).position(|bytes| bytes == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&body[..end]), 16).expect("a size");
        if size == 0 {
            return (chunks, body == b"0\r\n\r\n");
        }
        let Some(chunk) = body.get(end + 2..end + 2 + size) else { break };
        chunks.push(chunk.to_vec());
        let Some(rest) = body.get(end + 2 + size + 2..) else { break };
        body = rest;
    }
    (chunks, false)
}

/// A text as it may stand in a query string: letters, digits and slashes as they are.
pub(crate) fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// A folder that goes when it is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("framework-web-{}-{}", process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path.canonicalize().expect("a folder"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The path of what is in it, as text.
    pub(crate) fn text(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }

    /// Writes a file, with the folders it lies in.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    /// Says when a file was changed last.
    pub(crate) fn date(&self, name: &str, modified: SystemTime) -> &Self {
        let file = fs::File::options().write(true).open(self.path(name)).expect("a file");
        file.set_modified(modified).expect("a time");
        self
    }

    #[cfg(unix)]
    pub(crate) fn link(&self, name: &str, target: impl AsRef<std::path::Path>) -> &Self {
        std::os::unix::fs::symlink(target, self.path(name)).expect("a link");
        self
    }

    /// Makes a pipe that nobody writes to; nothing, where there is no command for it.
    #[cfg(unix)]
    pub(crate) fn pipe(&self, name: &str) -> bool {
        let made = process::Command::new("mkfifo").arg(self.path(name)).status();
        made.is_ok_and(|status| status.success())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
