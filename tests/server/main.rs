//! A server on its sockets: listeners, deadlines, limits, stopping.

mod deadlines;
mod events;
mod limits;
mod listeners;
mod pipelining;
mod stopping;
#[cfg(unix)]
mod unix;

use std::time::Duration;

use framework::{Body, Server, prelude::*};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};

#[get_mapping]
fn ping() -> &'static str {
    "pong"
}

/// More than all buffers of a connection hold.
#[get_mapping]
fn large() -> Vec<u8> {
    vec![7; 32 << 20]
}

#[get_mapping]
fn peer(peer: Option<PeerAddress>) -> String {
    peer.map_or_else(|| "nobody".to_owned(), |peer| peer.0.ip().to_string())
}

#[post_mapping]
fn length(#[body] body: &[u8]) -> usize {
    body.len()
}

#[post_mapping]
async fn first(body: Body) -> Result<String, Invalid> {
    body.read(1 << 20).await.map(|body| body.len().to_string())
}

/// The server of an application on a port of its own.
async fn started(app: App) -> Server {
    app.listen("127.0.0.1:0").start().await.expect("it starts")
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address().expect("it listens")).await.expect("it accepts")
}

/// Everything until the other end closes; a test that waits for ever is ended.
async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await;
    let _reset_counts_as_an_end = read.expect("the connection is closed");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Sends a request and reads its answer, which has a length; the connection stays open.
async fn ask(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("it reads");
    answer(stream).await
}

async fn answer(stream: &mut (impl AsyncRead + Unpin)) -> String {
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

const PING: &str = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";
