//! What can go wrong with a WebSocket.

use std::{fmt, io, sync::Arc};

use super::frame::Violation as Broken;
use crate::Violation;

/// Why nothing more can be received or sent.
///
/// All of them are the other end's doing, or the network's: a handler that returns one is not logged as a mistake.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum WebSocketError {
    /// It is closed, or about to be: nothing can be sent any more.
    Closed,
    /// The other end broke the protocol or a limit; it has been told so, with this code.
    Protocol {
        /// The close code (RFC 6455, section 7.4.1).
        code: u16,
        /// What is wrong, for the log.
        reason: &'static str,
    },
    /// A message is no such value: everything that is wrong with it. The next message may be; a handler that returns this
    /// closes with 1007.
    Message(Vec<Violation>),
    /// The other end has answered no ping.
    Silent,
    /// The connection broke.
    Io(Arc<io::Error>),
}

impl WebSocketError {
    /// The code with which a handler that returns it closes.
    pub(super) fn code(&self) -> Option<u16> {
        match self {
            WebSocketError::Protocol { code, .. } => Some(*code),
            WebSocketError::Message(_) => Some(super::frame::code::INVALID),
            WebSocketError::Closed | WebSocketError::Silent | WebSocketError::Io(_) => None,
        }
    }
}

impl fmt::Display for WebSocketError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WebSocketError::Closed => f.write_str("the WebSocket is closed"),
            WebSocketError::Protocol { code, reason } => {
                write!(f, "the other end broke the protocol: {reason} ({code})")
            }
            WebSocketError::Message(violations) => {
                f.write_str("the message is not as expected")?;
                violations
                    .iter()
                    .try_for_each(|Violation { pointer, message, .. }| write!(f, "; `{pointer}` {message}"))
            }
            WebSocketError::Silent => f.write_str("the other end has answered no ping (setting `http.websocket.ping`)"),
            WebSocketError::Io(error) => write!(f, "the connection broke: {error}"),
        }
    }
}

impl std::error::Error for WebSocketError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WebSocketError::Io(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<io::Error> for WebSocketError {
    fn from(error: io::Error) -> Self {
        WebSocketError::Io(Arc::new(error))
    }
}

impl From<Broken> for WebSocketError {
    fn from(Broken { code, reason }: Broken) -> Self {
        WebSocketError::Protocol { code, reason }
    }
}
