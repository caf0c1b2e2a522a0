//! WebSockets (RFC 6455), the server's side; and as much of the other ([`client`]) as tests need.
//!
//! The task of the connection alone reads and writes ([`keeper`]); the handler takes messages from an [`Exchange`] and puts
//! messages there. So pings are answered and a close is heard whatever the handler does, halves may live anywhere, and what
//! waits is bounded: one message for the handler, a number of bytes for the other end.
//!
//! The framing is our own (`frame`): what the crates offer looks at a text when its frame is complete, keeps answers to
//! pings without a bound, and copies what is sent to many for each of them.

mod broadcast;
mod client;
mod error;
mod exchange;
mod frame;
mod handshake;
mod keeper;
mod message;
mod socket;

pub use broadcast::Broadcast;
pub(crate) use client::{Client, Heard};
pub use error::WebSocketError;
pub(crate) use frame::may_be_sent;
pub(crate) use handshake::check;
pub use message::{Message, Receivable, Sendable, SentAs};
pub use socket::{InvalidCloseCode, Sending, WebSocket, WebSocketReceiver, WebSocketSender};
