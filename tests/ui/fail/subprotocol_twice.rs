use framework::prelude::*;

#[websocket_mapping(protocols = ["chat.v1", "chat.v1"])]
//~^ ["chat.v1"] `chat.v1` is there twice; keep one
async fn chat(_socket: WebSocket) {}

fn main() {}
