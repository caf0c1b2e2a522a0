use framework::prelude::*;

fn main() {
    let (_app, _queue) = App::new().websocket_queue("/chat", 16);
    //~^ [websocket_queue] WebSockets need the feature `ws` of the framework; switch it on in Cargo.toml
}
