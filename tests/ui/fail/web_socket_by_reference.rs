use framework::prelude::*;
#[websocket_mapping("/chat")]
async fn chat(socket: &mut WebSocket) {}
//~^ [&mut WebSocket] a handler cannot take `&mut framework::WebSocket` as an argument
//~| add `#[derive(Bean)]` to `&mut framework::WebSocket` to read it from the body or the query string, `#[derive(Parameter)]` if it is one text and has `FromStr`, or mark it `#[guard]` if it implements `Guard`

fn main() {}
