//! What is legal about handlers that take the connection over.

use framework::prelude::*;

type Raw = Socket;

fn decide(head: &RequestHead) -> Result<Switch, StatusResponse> {
    match head.query("key") {
        Some(_) => Ok(Switch::accept()),
        None => Err(StatusResponse::new(HttpStatus::FORBIDDEN, "no key")),
    }
}

#[derive(Default)]
struct Lines;

#[controller("/lines")]
impl Lines {
    #[socket_mapping("/<name>", "/of/<name>", protocol = "line-echo/1", negotiate = Self::decide, request_timeout = "1s")]
    async fn raw(&self, name: &str, socket: Raw) -> std::io::Result<()> {
        let _ = (name, socket);
        Ok(())
    }

    fn decide(_: &RequestHead) -> Switch {
        Switch::accept()
    }

    #[websocket_mapping("/ws", protocols = ["b", "a"], negotiate = decide)]
    async fn web(&self, socket: Option<u8>, r#type: WebSocket<Vec<u8>, String>) {
        let _ = (socket, r#type);
    }

    #[on_stop]
    async fn stopping(&self, reason: StopReason) -> Result<(), String> {
        match reason {
            StopReason::All => Ok(()),
            StopReason::Listener(id) => Err(id.to_string()),
        }
    }
}

fn main() {}
