use framework::prelude::*;

#[websocket_mapping]
async fn chat(socket: WebSocket, rooms: State<Rooms>) -> Result<(), Option<Eror>> {
    //~^ [Rooms] cannot find type `Rooms` in this scope
    //~^^ [Eror] cannot find type `Eror` in this scope
    let _ = (socket, rooms);
    Ok(())
}

fn main() {}
