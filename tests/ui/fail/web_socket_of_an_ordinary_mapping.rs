use framework::prelude::*;

#[get_mapping("/chat")]
async fn chat(socket: WebSocket) {
//~^ [WebSocket] evaluation panicked: a `WebSocket` is what `#[websocket_mapping]` gives
    drop(socket);
}

fn main() {}
