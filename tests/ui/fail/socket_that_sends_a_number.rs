use framework::prelude::*;

#[websocket_mapping]
async fn count(mut socket: WebSocket) -> Result<(), WebSocketError> {
    socket.send(7).await
    //~^ [7] a WebSocket of `framework::Message` cannot send
    //~| write `value.to_string()`
}

fn main() {}
