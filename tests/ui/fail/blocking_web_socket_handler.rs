use framework::prelude::*;
#[websocket_mapping("/chat")]
#[blocking]
fn chat(socket: WebSocket) {}
//~^ [fn] a socket handler waits for the other end; write `async fn`

fn main() {}
