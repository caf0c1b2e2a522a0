use framework::prelude::*;

#[websocket_mapping]
async fn chat(socket: WebSocket, State(room): State<Broadcast>) -> Result<(), WebSocketError> {
    room.join(&socket);
    room.send(7)?;
    //~^ [7] a WebSocket of `framework::Message` cannot send
    Ok(())
}

fn main() {}
