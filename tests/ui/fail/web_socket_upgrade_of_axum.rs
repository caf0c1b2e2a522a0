use framework::prelude::*;
#[get_mapping("/chat")]
async fn chat(upgrade: WebSocketUpgrade) -> Response {
//~^ [WebSocketUpgrade] there is no `WebSocketUpgrade` here; write `#[websocket_mapping]`, and take the `WebSocket`
    upgrade.on_upgrade(|socket| async {})
}

fn main() {}
