#![deny(warnings)]

use framework::prelude::*;

/// Another name for what a handler takes: the pattern is of the same type.
type Pools = State<Pool>;

#[derive(Clone)]
struct Pool(u32);

#[get_mapping]
fn size(State(pool): Pools) -> u32 {
    pool.0
}

/// Bytes and texts through a WebSocket, also a text behind a reference.
#[websocket_mapping]
async fn greet(mut socket: WebSocket) -> Result<(), WebSocketError> {
    let text = String::from("hello");
    socket.send(&text).await?;
    socket.send("hello").await?;
    let sending = socket.send(vec![1]);
    sending.await
}

/// A reference that a program makes of a request by itself.
struct Language(&'static str);

impl<'r> FromRequest<'r> for &'r Language {
    const KIND: framework::Kind = framework::Kind::Request;

    fn from_request(
        _: &'r framework::Loaded,
        _: &'static framework::Parameter,
    ) -> Result<Self, ParameterError> {
        Ok(&Language("en"))
    }

    fn describe(_: &mut Description<'_>, _: &'static framework::Parameter) {}
}

#[get_mapping]
fn language(language: &Language) -> String {
    language.0.to_owned()
}

fn main() {}
