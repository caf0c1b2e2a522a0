use framework::prelude::*;

struct Said {
    _what: String,
}

#[websocket_mapping]
async fn chat(_socket: WebSocket<Said>) {}
//~^ [WebSocket<Said>] `Said` cannot be received from a WebSocket
//~| add `#[derive(Bean)]` to `Said`

fn main() {}
