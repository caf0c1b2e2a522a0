use framework::prelude::*;

#[websocket_mapping]
async fn chat() {}
//~^ [chat] a socket handler takes the connection; add `socket: WebSocket`

fn main() {}
