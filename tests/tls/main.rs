//! TLS on its sockets: handshakes, names, client certificates, renewal, and what must hold on it as it does in clear.

mod certificates;
mod clients;
mod handshakes;
mod names;
mod renewal;
mod slow;
mod starting;
mod taking;

use std::{sync::Arc, time::Duration};

use framework::{Server, Tls, prelude::*};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream, rustls::ClientConfig};

use certificates::{Made, trusting};

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

/// More than all buffers of a connection hold.
#[get_mapping]
fn large() -> Vec<u8> {
    vec![7; 32 << 20]
}

#[post_mapping]
fn length(#[body] body: &[u8]) -> usize {
    body.len()
}

#[get_mapping]
async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_millis(400)).await;
    "slow"
}

/// The server of an application with TLS on a port of its own.
async fn started(app: App, tls: Tls) -> Server {
    app.listen_tls("127.0.0.1:0", tls).start().await.expect("it starts")
}

async fn tcp(server: &Server) -> TcpStream {
    TcpStream::connect(server.address().expect("it listens")).await.expect("it accepts")
}

/// A handshake as a client makes it.
async fn try_connect(server: &Server, name: &str, config: ClientConfig) -> std::io::Result<TlsStream<TcpStream>> {
    let name = name.to_owned().try_into().expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, tcp(server).await).await
}

/// The same, for one that trusts this certificate alone.
async fn connect(server: &Server, made: &Made) -> TlsStream<TcpStream> {
    try_connect(server, "localhost", trusting(&[made])).await.expect("a handshake")
}

/// Sends a request and reads its answer, which has a length; the connection stays open.
async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        let mut piece = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(60), stream.read(&mut piece)).await;
        match read.expect("an answer") {
            Ok(read @ 1..) => bytes.extend_from_slice(&piece[..read]),
            _ => return text,
        }
    }
}

/// Everything until the other end closes, and how it does; a test that waits for ever is ended.
async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> (String, std::io::Result<()>) {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await;
    let ended = read.expect("the connection is closed").map(drop);
    (String::from_utf8_lossy(&bytes).into_owned(), ended)
}

const PING: &str = "GET /ping HTTP/1.1\r\nHost: localhost\r\n\r\n";
