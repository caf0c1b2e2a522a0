//! Connections that handlers take over: as they are, and as WebSockets.

#[cfg(feature = "ws")]
mod client;
#[cfg(feature = "ws")]
mod conformance;
#[cfg(feature = "ws")]
mod queue;
#[cfg(all(feature = "tls", feature = "ws"))]
mod secure;
mod stopping;
mod taking;
#[cfg(feature = "ws")]
mod testing;
#[cfg(feature = "ws")]
mod websockets;

use std::{net::SocketAddr, time::Duration};

use framework::{Server, prelude::*};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

mod ping {
    use framework::prelude::*;

    #[get_mapping]
    fn ping() -> &'static str {
        "pong"
    }
}

/// An application of the routes of one module.
fn app_of(module: &str) -> App {
    App::new().module("sockets::ping").module(module)
}

const PING: &str = "GET /ping HTTP/1.1\r\nHost: a\r\n\r\n";

/// The server of an application on a port of its own.
async fn started(app: App) -> Server {
    app.listen("127.0.0.1:0").start().await.expect("it starts")
}

async fn connect(server: &Server) -> TcpStream {
    connected(server.address().expect("it listens")).await
}

async fn connected(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("it accepts")
}

/// Everything until the other end closes; a test that waits for ever is ended.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await;
    let _reset_counts_as_an_end = read.expect("the connection is closed");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Sends a request and reads its answer, which has a length; the connection stays open.
async fn ask(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).await.expect("it reads");
    answer(stream).await
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = head(stream).await;
    let length = answer.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.expect("a body");
    answer.push_str(&String::from_utf8_lossy(&body));
    answer
}

/// The head of an answer, and no byte more.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let byte = tokio::time::timeout(Duration::from_secs(60), stream.read_u8()).await.expect("an answer");
        head.push(byte.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&head))));
    }
    String::from_utf8(head).expect("text")
}

/// Waits until a listener has so many sockets.
async fn counts(server: &Server, listener: usize, upgraded: usize) {
    let waiting = async {
        while server.listeners()[listener].upgraded != upgraded {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let counted = tokio::time::timeout(Duration::from_secs(60), waiting).await;
    counted.unwrap_or_else(|_| panic!("{} sockets, expected {upgraded}", server.listeners()[listener].upgraded));
}
