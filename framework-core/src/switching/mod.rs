//! Switching protocols (RFC 9110, section 7.8): what a request must say, what is answered, and where the handler waits
//! until the connection is its own.

mod door;
mod end;
mod handshake;
mod switch;

pub use door::Door;
pub use end::{SocketEnd, socket_end};
#[cfg(all(feature = "http2", feature = "ws"))]
pub(crate) use handshake::ExtendedConnect;
pub use handshake::Handshake;
pub(crate) use handshake::accepted;
#[cfg(feature = "ws")]
pub(crate) use handshake::{asks, is_extended_connect, members, required, value};
pub use switch::{Negotiated, Switch, negotiate};

use crate::{HttpStatus, schema::Description};

/// Describes a route by which a connection is taken over: 101, and 426 where the request does not ask for it.
pub fn describe_switch(description: &mut Description<'_>) {
    description.empty_response(HttpStatus::SWITCHING_PROTOCOLS);
    description.problem(HttpStatus::UPGRADE_REQUIRED);
}
