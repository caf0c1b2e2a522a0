use framework::prelude::*;
#[websocket_mapping("/chat")]
async fn chat(socket: &mut WebSocket) {}
//~^ [&mut WebSocket] a handler cannot take `&mut framework::WebSocket` as an argument
//~| write `mut name: framework::WebSocket`

fn main() {}
