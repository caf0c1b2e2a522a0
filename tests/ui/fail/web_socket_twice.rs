use framework::prelude::*;

#[websocket_mapping("/chat")]
async fn chat(first: WebSocket, second: WebSocket) {
//~^ [WebSocket] evaluation panicked: there is one connection; drop one of the two sockets
    drop((first, second));
}

fn main() {}
