use framework::prelude::*;

#[derive(Bean)]
struct Heard {
    text: String,
}

#[websocket_mapping]
async fn chat(mut socket: WebSocket) -> Result<(), WebSocketError> {
    socket.send(Heard { text: "hello".to_owned() }).await
    //~^ [Heard { text: "hello".to_owned() }] a WebSocket of `framework::Message` cannot send `Heard`
    //~| one that sends beans names them
}

fn main() {}
