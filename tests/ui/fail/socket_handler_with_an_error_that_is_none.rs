use framework::prelude::*;

#[websocket_mapping]
async fn raw(_socket: WebSocket) -> Result<(), String> {
//~^ [Result<(), String>] String` cannot become an `Invalid`
    Ok(())
}

fn main() {}
