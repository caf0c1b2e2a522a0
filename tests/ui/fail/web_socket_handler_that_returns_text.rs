use framework::prelude::*;

#[websocket_mapping("/chat")]
async fn chat(socket: WebSocket) -> String {
//~^ [String] a socket handler cannot return `std::string::String`
    drop(socket);
    String::new()
}

fn main() {}
