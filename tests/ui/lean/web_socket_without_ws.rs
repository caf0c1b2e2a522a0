use framework::prelude::*;

#[websocket_mapping("/chat")]
//~^ [#[websocket_mapping("/chat")]] `#[websocket_mapping]` needs the feature `ws` of the framework; switch it on in Cargo.toml
async fn chat(mut socket: WebSocket) {
    while let Ok(Some(message)) = socket.receive().await {}
}

fn main() {}
