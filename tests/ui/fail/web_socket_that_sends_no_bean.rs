use framework::prelude::*;

struct Said {
    _what: String,
}

#[websocket_mapping]
async fn chat(_socket: WebSocket<Message, Said>) {}
//~^ [WebSocket<Message, Said>] `Said` cannot be sent through a WebSocket
//~| add `#[derive(Bean)]` to `Said`

fn main() {}
