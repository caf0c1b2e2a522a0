//! What a socket handler may return.

use crate::{IntoInvalid, Invalid};

/// What a socket handler returns: nothing, or a `Result` of it, whose error is logged.
#[diagnostic::on_unimplemented(
    message = "a socket handler cannot return `{Self}`",
    label = "neither nothing nor a `Result` of it",
    note = "what the other end is to know goes through the socket; return nothing, or a `Result<(), E>` as `io::Result<()>`"
)]
pub trait SocketEnd {
    /// Nothing.
    ///
    /// # Errors
    /// The handler's own.
    fn into_end(self) -> Result<(), Invalid>;
}

impl SocketEnd for () {
    fn into_end(self) -> Result<(), Invalid> {
        Ok(())
    }
}

impl<E: IntoInvalid> SocketEnd for Result<(), E> {
    fn into_end(self) -> Result<(), Invalid> {
        self.map_err(IntoInvalid::into_invalid)
    }
}

/// What a socket handler has returned, where its bound is demanded by this alone.
///
/// # Errors
/// The handler's own.
pub fn socket_end<T: SocketEnd>(end: T) -> Result<(), Invalid> {
    end.into_end()
}
