//! A client of WebSockets that can do wrong.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{connected, head};

pub(crate) const TEXT: u8 = 0x81;
pub(crate) const BINARY: u8 = 0x82;
pub(crate) const CLOSE: u8 = 0x88;
pub(crate) const PING: u8 = 0x89;
pub(crate) const PONG: u8 = 0x8a;

/// The client's end of a WebSocket.
#[derive(Debug)]
pub(crate) struct Client(pub(crate) TcpStream);

/// What the other end has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Heard {
    Frame(u8, Vec<u8>),
    End,
}

/// The request for a WebSocket; `more` are header fields, each with its line break.
pub(crate) fn handshake(target: &str, more: &str) -> String {
    format!(
        "GET {target} HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{more}\r\n"
    )
}

/// A frame, masked.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [0x37, 0xfa, 0x21, 0x3d];
    let mut frame = vec![first];
    match payload.len() {
        length @ ..=125 => frame.push(0x80 | length as u8),
        length @ 126..=0xffff => {
            frame.push(0x80 | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(0x80 | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(mask);
    frame.extend(payload.iter().enumerate().map(|(at, byte)| byte ^ mask[at & 3]));
    frame
}

impl Client {
    pub(crate) async fn open(address: SocketAddr, target: &str) -> Self {
        let (client, answer) = Client::ask(address, target, "").await;
        assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
        assert!(answer.contains("\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), "{answer}");
        client
    }

    /// With header fields of one's own; and the head of the answer.
    pub(crate) async fn ask(address: SocketAddr, target: &str, more: &str) -> (Self, String) {
        let mut stream = connected(address).await;
        stream.set_nodelay(true).expect("an option");
        stream.write_all(handshake(target, more).as_bytes()).await.expect("it reads");
        let answer = head(&mut stream).await;
        (Client(stream), answer)
    }

    pub(crate) async fn raw(&mut self, bytes: &[u8]) {
        // What is refused may be refused before all of it is written.
        let _closed_already = self.0.write_all(bytes).await;
    }

    pub(crate) async fn send(&mut self, first: u8, payload: impl AsRef<[u8]>) {
        self.raw(&frame(first, payload.as_ref())).await;
    }

    pub(crate) async fn text(&mut self, text: &str) {
        self.send(TEXT, text).await;
    }

    /// The next frame, or the end; a test that waits for ever is ended.
    pub(crate) async fn hear(&mut self) -> Heard {
        let heard = tokio::time::timeout(Duration::from_secs(60), self.read()).await;
        heard.expect("something within a minute").unwrap_or(Heard::End)
    }

    async fn read(&mut self) -> std::io::Result<Heard> {
        let first = self.0.read_u8().await?;
        let length = match self.0.read_u8().await? {
            126 => u64::from(self.0.read_u16().await?),
            127 => self.0.read_u64().await?,
            length => {
                assert!(length < 126, "a server masks nothing");
                u64::from(length)
            }
        };
        let mut payload = vec![0; length as usize];
        self.0.read_exact(&mut payload).await?;
        Ok(Heard::Frame(first, payload))
    }

    #[track_caller]
    pub(crate) fn hears_text(&mut self, text: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        let expected = Heard::Frame(TEXT, text.into());
        async move {
            let heard = self.hear().await;
            assert!(heard == expected, "{place}: {heard:?} instead of {expected:?}");
        }
    }

    /// The code with which the other end closes, after whatever else it says; 1005 for none. It is answered.
    pub(crate) async fn closed(&mut self) -> u16 {
        loop {
            match self.hear().await {
                Heard::Frame(CLOSE, payload) => {
                    self.send(CLOSE, payload.get(..2).unwrap_or_default()).await;
                    return payload.get(..2).map_or(1005, |code| u16::from_be_bytes([code[0], code[1]]));
                }
                Heard::Frame(..) => {}
                Heard::End => panic!("it ended without a word"),
            }
        }
    }

    /// Closes, and gives the code of the answer.
    pub(crate) async fn close(&mut self, code: u16) -> u16 {
        self.send(CLOSE, code.to_be_bytes()).await;
        let code = loop {
            match self.hear().await {
                Heard::Frame(CLOSE, payload) => break u16::from_be_bytes([payload[0], payload[1]]),
                Heard::Frame(..) => {}
                Heard::End => panic!("it ended without a word"),
            }
        };
        assert_eq!(self.hear().await, Heard::End);
        code
    }
}
