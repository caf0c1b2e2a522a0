use framework::prelude::*;

#[socket_mapping("/raw", protocol = "line-echo/1")]
async fn raw(_socket: WebSocket) {}
//~^ [WebSocket] a `WebSocket` is what `#[websocket_mapping]` gives

fn main() {}
