//! Connections that are taken over: lines, and a chat over WebSockets.

use std::io;

use framework::{
    prelude::*,
    tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufStream},
};

/// Says every line again, until the other end or the server stops.
/// Try `/sockets/lines` → 426
#[socket_mapping("/sockets/lines", protocol = "line-echo/1")]
async fn lines(socket: Socket, stop: StopToken) -> io::Result<()> {
    let mut socket = BufStream::new(socket);
    let mut line = String::new();
    loop {
        tokio::select! {
            read = socket.read_line(&mut line) => if read? == 0 { return Ok(()) },
            _ = stop.stopped() => return Ok(()),
        }
        socket.write_all(line.as_bytes()).await?;
        socket.flush().await?;
        line.clear();
    }
}

#[cfg(feature = "ws")]
mod chat {
    use super::*;

    /// What is said in a room.
    #[derive(Bean)]
    struct Said {
        #[bean(length(1..=20))]
        who: String,
        #[bean(length(1..=200))]
        what: String,
    }

    struct Chat {
        tea: Broadcast<Said>,
        coffee: Broadcast<Said>,
    }

    #[controller("/sockets")]
    impl Chat {
        #[construct]
        fn new() -> Self {
            Chat { tea: Broadcast::new(64), coffee: Broadcast::new(64) }
        }

        /// Everybody in the room hears what is said; what is no such message is told to its sender alone.
        /// Try `/sockets/chat/tea` → 426
        #[websocket_mapping("/chat/<room||tea|coffee>")]
        async fn chat(&self, room: &str, mut socket: WebSocket<Said, Said>) -> Result<(), WebSocketError> {
            let room = if room == "tea" { &self.tea } else { &self.coffee };
            room.join(&socket);
            loop {
                match socket.receive().await {
                    Ok(Some(said)) => drop(room.send(said)?),
                    Ok(None) => return Ok(()),
                    Err(error @ WebSocketError::Message(_)) => {
                        socket.send(Said { who: "the room".to_owned(), what: error.to_string() }).await?;
                    }
                    Err(error) => return Err(error),
                }
            }
        }

        /// Says every message again.
        /// Try `/sockets/echo` → 426
        #[websocket_mapping]
        async fn echo(&self, mut socket: WebSocket) -> Result<(), WebSocketError> {
            while let Some(message) = socket.receive().await? {
                socket.send(message).await?;
            }
            Ok(())
        }

        /// A page to talk in.
        /// Try `/sockets/page`
        #[get_mapping]
        fn page(&self) -> &'static str {
            "$file::/chat.html"
        }
    }
}
