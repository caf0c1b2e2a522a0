use framework::prelude::*;

#[websocket_mapping(protocols = "chat.v1")]
//~^ ["chat.v1"] `protocols` is a list of texts, the best first
async fn chat(_socket: WebSocket) {}

fn main() {}
