//! What the framework does, through the API that a program calls: one module for each question.

mod answers;
mod any_names;
mod around;
mod assets;
mod beans;
mod beside;
mod clients;
mod constraints;
mod construct;
mod destruct;
mod disconnects;
mod endless;
mod errors;
mod explain;
mod files;
mod front;
mod guards;
mod hardening;
mod ihttpcore;
mod invalids;
mod layers;
mod limits;
mod lists;
mod names;
mod openapi;
mod parameters;
mod places;
mod prefixes;
mod provided;
mod responses;
mod routing;
#[cfg(feature = "cookies-secure")]
mod secure_cookies;
#[cfg(feature = "sessions")]
mod sessions;
mod socket;
mod splitting;
mod streams;
mod terms;
mod testing;
mod unparsed;
#[cfg(feature = "multipart")]
mod uploads;
#[cfg(feature = "uuid")]
mod uuids;
mod validation;
mod values;

use framework::{
    App,
    tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    },
};

/// Sends bytes over a socket of the loopback and gives the first response, head and body as they came.
async fn exchange(app: App, request: &str) -> String {
    let server = app.listen("127.0.0.1:0").start().await.expect("it starts");
    let mut socket = TcpStream::connect(server.address().expect("an address")).await.expect("it accepts");
    socket.write_all(request.as_bytes()).await.expect("it reads");
    let mut response = Vec::new();
    while !is_whole(&response) {
        if socket.read_buf(&mut response).await.expect("it answers") == 0 {
            break;
        }
    }
    drop(socket);
    server.shutdown().await;
    String::from_utf8(response).expect("the response is UTF-8")
}

/// Whether the head is there, and as much of a body as it announces.
fn is_whole(response: &[u8]) -> bool {
    let text = String::from_utf8_lossy(response);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

/// The report of an application that must not start.
async fn refused(app: App) -> String {
    app.into_service().await.expect_err("it must not start").to_string()
}
