use framework::prelude::*;

#[websocket_mapping(protocols = ["chat v1"])]
//~^ ["chat v1"] `chat v1` is no subprotocol; write one as `chat.v1`
async fn chat(_socket: WebSocket) {}

fn main() {}
