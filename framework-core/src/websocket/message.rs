//! Messages, and values that stand for them.

use std::sync::Arc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{WebSocketError, frame::Opcode};
use crate::{
    Violation,
    bean::{self, Json, Unreadable},
};

/// A message of a WebSocket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// A text; it is UTF-8.
    Text(String),
    /// Bytes.
    Binary(Bytes),
}

impl Message {
    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Message::Text(text) => Some(text),
            Message::Binary(_) => None,
        }
    }

    /// Its bytes, whatever it is.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes,
        }
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Message::Text(text)
    }
}

impl From<&str> for Message {
    fn from(text: &str) -> Self {
        Message::Text(text.to_owned())
    }
}

impl From<&String> for Message {
    fn from(text: &String) -> Self {
        Message::Text(text.clone())
    }
}

impl From<Bytes> for Message {
    fn from(bytes: Bytes) -> Self {
        Message::Binary(bytes)
    }
}

impl From<Vec<u8>> for Message {
    fn from(bytes: Vec<u8>) -> Self {
        Message::Binary(bytes.into())
    }
}

/// What a message may be received as: a [`Message`], or a bean, read from a text as JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be received from a WebSocket",
    label = "not read from a message",
    note = "add `#[derive(Bean)]` to `{Self}`, or receive `Message`"
)]
pub trait Receivable: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with the message.
    fn receive(message: Message) -> Result<Self, WebSocketError>;
}

/// What may be sent as a message: a [`Message`], or a bean, written as JSON into a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent through a WebSocket",
    label = "not written as a message",
    note = "add `#[derive(Bean)]` to `{Self}`, or send `Message`"
)]
pub trait Sendable {
    /// Writes it.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    fn send(self) -> Result<Message, WebSocketError>;
}

/// A value that a WebSocket sends as its messages: texts and bytes as a [`Message`], a bean as itself.
#[diagnostic::on_unimplemented(
    message = "a WebSocket of `{Out}` cannot send `{Self}`",
    label = "not one of its messages",
    note = "a `WebSocket` sends texts and bytes: write `value.to_string()`, or `&text` of a `String`",
    note = "one that sends beans names them, what it receives first: `WebSocket<Message, Heard>`"
)]
pub trait SentAs<Out>: Into<Out> {}

#[diagnostic::do_not_recommend]
impl<T: Into<Out>, Out> SentAs<Out> for T {}

impl Receivable for Message {
    fn receive(message: Message) -> Result<Self, WebSocketError> {
        Ok(message)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Json + DeserializeOwned> Receivable for T {
    fn receive(message: Message) -> Result<Self, WebSocketError> {
        let wrong = |rule, message: String| {
            WebSocketError::Message(vec![Violation { pointer: String::new(), rule, message, found: None }])
        };
        let text = message.as_text().ok_or_else(|| wrong("type", "is bytes, expected a text".to_owned()))?;
        bean::from_json(text.as_bytes()).map_err(|unreadable| match unreadable {
            Unreadable::Syntax { message } => wrong("json", format!("is not JSON: {message}")),
            Unreadable::Violations(violations) => WebSocketError::Message(violations),
        })
    }
}

impl Sendable for Message {
    fn send(self) -> Result<Message, WebSocketError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Json> Sendable for T {
    fn send(self) -> Result<Message, WebSocketError> {
        let json = serde_json::to_string(&self).map_err(|error| WebSocketError::Io(Arc::new(error.into())))?;
        Ok(Message::Text(json))
    }
}

/// A message on its way out, cheaply cloned for many.
#[derive(Debug, Clone)]
pub(super) struct Outgoing {
    pub(super) opcode: Opcode,
    pub(super) payload: Bytes,
}

impl From<Message> for Outgoing {
    fn from(message: Message) -> Self {
        match message {
            Message::Text(text) => Outgoing { opcode: Opcode::Text, payload: text.into() },
            Message::Binary(payload) => Outgoing { opcode: Opcode::Binary, payload },
        }
    }
}
