//! One message for many WebSockets.

use std::{
    fmt,
    marker::PhantomData,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use super::{
    Message, Sendable, SentAs, WebSocket, WebSocketError, WebSocketSender, exchange::Exchange, message::Outgoing,
};

/// Sends to many WebSockets at once: a room of a chat, for instance. Clones are the same one.
///
/// A message is written once for all of them, and nobody is waited for: whoever has let as many messages wait as there is
/// room for is closed (1008). Those that are closed leave by themselves.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Broadcast, State, WebSocket, WebSocketError};
///
/// // #[websocket_mapping("/chat")], with `App::new().provide(Broadcast::<Message>::new(64))`
/// async fn chat(mut socket: WebSocket, State(room): State<Broadcast>) -> Result<(), WebSocketError> {
///     room.join(&socket);
///     while let Some(said) = socket.receive().await? {
///         room.send(said)?;
///     }
///     Ok(())
/// }
/// ```
pub struct Broadcast<Out = Message> {
    room: Arc<Room>,
    sends: PhantomData<fn(Out)>,
}

struct Room {
    most: usize,
    members: Mutex<Vec<Weak<Exchange>>>,
}

impl<Out> Broadcast<Out> {
    /// One in which `most` messages may wait for a member, at least one.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Broadcast { room: Arc::new(Room { most: most.max(1), members: Mutex::default() }), sends: PhantomData }
    }

    /// Sends from now on also to this WebSocket, until it is closed.
    pub fn join<In>(&self, socket: &WebSocket<In, Out>) {
        self.join_by(&socket.sender());
    }

    /// The same, where there is but the half that sends.
    pub fn join_by(&self, sender: &WebSocketSender<Out>) {
        let mut members = self.members();
        members.retain(|member| member.strong_count() > 0);
        members.push(Arc::downgrade(sender.exchange()));
    }

    /// How many WebSockets it sends to.
    #[must_use]
    pub fn len(&self) -> usize {
        let mut members = self.members();
        members.retain(|member| member.upgrade().is_some_and(|member| member.is_open()));
        members.len()
    }

    /// Whether nobody listens.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A panic elsewhere leaves the list whole.
    fn members(&self) -> std::sync::MutexGuard<'_, Vec<Weak<Exchange>>> {
        self.room.members.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Out: Sendable> Broadcast<Out> {
    /// Sends a message to all of them; to how many.
    ///
    /// # Errors
    /// It cannot be written as JSON.
    pub fn send(&self, message: impl SentAs<Out>) -> Result<usize, WebSocketError> {
        let message = Outgoing::from(message.into().send()?);
        let mut members = self.members();
        members.retain(|member| member.upgrade().is_some_and(|member| member.offer(&message, self.room.most)));
        Ok(members.len())
    }
}

impl<Out> Clone for Broadcast<Out> {
    fn clone(&self) -> Self {
        Broadcast { room: Arc::clone(&self.room), sends: PhantomData }
    }
}

impl<Out> fmt::Debug for Broadcast<Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcast").field("members", &self.len()).finish_non_exhaustive()
    }
}
