//! HTTP/2 on its sockets: requests, limits, stopping, floods, and the reactions that RFC 9113 and RFC 7541 ask for.

mod floods;
mod frames;
mod preface;
mod raw;
mod reactions;
mod requests;
mod slow;
mod stopping;
#[cfg(feature = "tls")]
mod tls;
#[cfg(feature = "ws")]
mod websocket_client;
#[cfg(feature = "ws")]
mod websockets;

use std::time::Duration;

use framework::{Body, Server, prelude::*};
use h2::client::SendRequest;
use tokio::net::TcpStream;

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

/// Hands back what comes, while it comes.
#[post_mapping]
async fn echo(body: Body) -> http::Response<Body> {
    http::Response::new(body)
}

/// The server of an application that speaks HTTP/2 in clear, on a port of its own.
async fn started(app: App) -> Server {
    app.set("http.h2c", "on").listen("127.0.0.1:0").start().await.expect("it starts")
}

async fn tcp(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address().expect("it listens")).await.expect("it accepts");
    stream.set_nodelay(true).expect("an option"); // as clients have it: frames are small
    stream
}

/// A client, and how its connection ends.
async fn connect(server: &Server) -> (SendRequest<bytes::Bytes>, tokio::task::JoinHandle<Result<(), h2::Error>>) {
    let (client, connection) = h2::client::handshake(tcp(server).await).await.expect("a handshake");
    (client.ready().await.expect("it is ready"), tokio::spawn(connection))
}

/// The answer to a request.
struct Answer {
    status: u16,
    headers: http::HeaderMap,
    text: String,
}

fn get(path: &str) -> http::Request<()> {
    http::Request::get(format!("http://localhost{path}")).body(()).expect("a request")
}

fn post(path: &str) -> http::Request<()> {
    http::Request::post(format!("http://localhost{path}")).body(()).expect("a request")
}

/// Sends a request with a body, which may be empty.
async fn ask(client: &mut SendRequest<bytes::Bytes>, request: http::Request<()>, body: &[u8]) -> Answer {
    let (answer, mut send) = client.send_request(request, body.is_empty()).expect("it is sent");
    if !body.is_empty() {
        send.send_data(bytes::Bytes::copy_from_slice(body), true).expect("it is sent");
    }
    read(answer).await.expect("an answer")
}

/// Reads an answer to its end; a test that waits for ever is ended.
async fn read(answer: h2::client::ResponseFuture) -> Result<Answer, h2::Error> {
    let read = async {
        let (head, mut body) = answer.await?.into_parts();
        let mut bytes = Vec::new();
        while let Some(piece) = body.data().await {
            let piece = piece?;
            body.flow_control().release_capacity(piece.len())?;
            bytes.extend_from_slice(&piece);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, text })
    };
    tokio::time::timeout(Duration::from_secs(60), read).await.expect("it ends")
}
