//! The client's end of a WebSocket, for the test client.

use std::io;

use bytes::{Buf, BufMut, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::{
    Message,
    frame::{Decoder, Event, Opcode, close, code, write_head},
    message::Outgoing,
};

/// The client's end of a WebSocket. Pings are answered while it is waited for a message.
#[derive(Debug)]
pub(crate) struct Client<S> {
    stream: S,
    decoder: Decoder,
    unread: BytesMut,
    /// Our close frame is sent: nothing may follow.
    is_closing: bool,
}

/// What a client hears.
#[derive(Debug)]
pub(crate) enum Heard {
    Message(Message),
    /// The code and the reason of the close frame: 1005 without a code, 1006 without a frame.
    Closed(u16, String),
}

/// It keeps proxies from taking payloads for HTTP (RFC 6455, section 10.3); there are none in a test.
const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    pub(crate) fn new(stream: S) -> Self {
        Client { stream, decoder: Decoder::of_server(), unread: BytesMut::new(), is_closing: false }
    }

    pub(crate) async fn send(&mut self, message: Message) -> io::Result<()> {
        let Outgoing { opcode, payload } = message.into();
        self.write(opcode, &payload).await
    }

    /// Begins to close, unless it has begun; the other end answers.
    pub(crate) async fn close(&mut self, code: u16, reason: &str) -> io::Result<()> {
        if std::mem::replace(&mut self.is_closing, true) {
            return Ok(());
        }
        self.write(Opcode::Close, &close(code, reason)).await
    }

    /// The next message, or the end.
    ///
    /// # Errors
    /// The other end breaks the protocol.
    pub(crate) async fn hear(&mut self) -> io::Result<Heard> {
        loop {
            let mut input = &self.unread[..];
            let event = self.decoder.decode(&mut input).map_err(|broken| io::Error::other(broken.reason))?;
            let taken = self.unread.len() - input.len();
            self.unread.advance(taken);
            match event {
                Some(Event::Text(text)) => return Ok(Heard::Message(Message::Text(text))),
                Some(Event::Binary(bytes)) => return Ok(Heard::Message(Message::Binary(bytes))),
                Some(Event::Ping(payload)) => self.answer(Opcode::Pong, payload).await,
                Some(Event::Pong) => {}
                Some(Event::Close(closing)) => {
                    let payload = closing.as_ref().map_or_else(Bytes::new, |(code, _)| close(*code, ""));
                    if !std::mem::replace(&mut self.is_closing, true) {
                        self.answer(Opcode::Close, payload).await;
                    }
                    let (code, reason) = closing.unwrap_or((code::NONE, String::new()));
                    return Ok(Heard::Closed(code, reason));
                }
                None if matches!(self.stream.read_buf(&mut self.unread).await, Ok(0) | Err(_)) => {
                    return Ok(Heard::Closed(code::ABNORMAL, String::new()));
                }
                None => {}
            }
        }
    }

    /// Whoever does not wait for an answer has gone.
    async fn answer(&mut self, opcode: Opcode, payload: Bytes) {
        let _gone = self.write(opcode, &payload).await;
    }

    async fn write(&mut self, opcode: Opcode, payload: &[u8]) -> io::Result<()> {
        let mut frame = BytesMut::new();
        write_head(opcode, payload.len(), &mut frame);
        frame[1] |= 0x80;
        frame.put_slice(&MASK);
        frame.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.stream.write_all(&frame).await?;
        self.stream.flush().await
    }
}
