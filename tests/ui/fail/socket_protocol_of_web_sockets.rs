use framework::prelude::*;

#[socket_mapping("/raw", protocol = "websocket")]
//~^ ["websocket"] a WebSocket has frames: write `#[websocket_mapping]`
async fn raw(_socket: Socket) {}

fn main() {}
