//! A WebSocket as handlers have it, and its halves.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll, ready},
};

use super::{
    Message, Receivable, Sendable, SentAs, WebSocketError, exchange::Exchange, handshake, keeper::Kept,
    message::Outgoing,
};
use crate::{
    extract::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError},
    request::RequestHead,
    schema::Description,
    stream::Stream,
    switching::Handshake,
    takeover::{Line, ListenerId, Socket},
};

/// A WebSocket: messages both ways. `WebSocket<In, Out>` receives and sends beans, as JSON in texts.
///
/// It may be moved anywhere and [split](WebSocket::split). Pings are answered and a close is heard while it waits; an end
/// that is silent is asked whether it is there (`http.websocket.ping`). When its handler returns it is closed: with 1000,
/// with 1011 after an error or a panic, with 1001 when the server stops.
///
/// ```
/// # use framework_core as framework;
/// use framework::{WebSocket, WebSocketError};
///
/// // #[websocket_mapping("/echo")]
/// async fn echo(mut socket: WebSocket) -> Result<(), WebSocketError> {
///     while let Some(message) = socket.receive().await? {
///         socket.send(message).await?;
///     }
///     Ok(())
/// }
/// ```
pub struct WebSocket<In = Message, Out = Message> {
    sender: WebSocketSender<Out>,
    receiver: WebSocketReceiver<In>,
    about: About,
}

/// What is known of it.
struct About {
    head: Arc<RequestHead>,
    listener: ListenerId,
    protocol: Option<&'static str>,
}

/// The half of a [`WebSocket`] that sends. Clones send through the same one.
pub struct WebSocketSender<Out = Message> {
    handle: Handle,
    sends: PhantomData<fn(Out)>,
}

/// A message on its way: awaiting it gives the end of [`WebSocket::send`].
// It has a name, so that it says nothing of the type that was given: one that cannot be sent is one error, at the value.
#[must_use = "nothing is sent before it is awaited"]
pub struct Sending<'s> {
    exchange: &'s Exchange,
    message: Result<Option<Outgoing>, WebSocketError>,
}

/// The half of a [`WebSocket`] that receives; it is a [`Stream`], too.
///
/// When it is dropped, what comes is dropped as well; pings are still answered, and a close is heard.
pub struct WebSocketReceiver<In = Message> {
    handle: Handle,
    receives: PhantomData<fn() -> In>,
}

/// One that is counted.
struct Handle(Arc<Exchange>);

impl Clone for Handle {
    fn clone(&self) -> Self {
        self.0.enter();
        Handle(Arc::clone(&self.0))
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.leave();
    }
}

impl<In, Out> WebSocket<In, Out> {
    /// That of a request, kept by its line; none where there is no connection.
    pub(crate) fn of(loaded: &Loaded) -> Option<Self> {
        let head = loaded.head();
        let line = head.extensions().get::<Line>()?;
        let context = head.context.as_ref()?;
        let Some(Handshake::WebSocket(protocols)) = head.extensions().get() else { return None };
        let socket = Socket::of(line, head);
        let about = About {
            head: Arc::clone(socket.shared_head()),
            listener: socket.listener(),
            protocol: handshake::agreed(head, protocols),
        };
        let exchange = Arc::<Exchange>::default();
        line.keep_by(Kept::new(socket, &exchange, &context.settings.http.websocket));
        exchange.enter();
        let handle = Handle(exchange);
        let sender = WebSocketSender { handle: handle.clone(), sends: PhantomData };
        Some(WebSocket { sender, receiver: WebSocketReceiver { handle, receives: PhantomData }, about })
    }

    /// The subprotocol that was agreed upon, of those that the route names.
    #[must_use]
    pub fn protocol(&self) -> Option<&'static str> {
        self.about.protocol
    }

    /// The request by which it was opened.
    #[must_use]
    pub fn head(&self) -> &RequestHead {
        &self.about.head
    }

    /// The address of the other end: see [`RequestHead::peer`].
    #[must_use]
    pub fn peer(&self) -> Option<SocketAddr> {
        self.about.head.peer()
    }

    /// The listener that it came from.
    #[must_use]
    pub fn listener(&self) -> ListenerId {
        self.about.listener
    }

    /// Two halves, for two tasks.
    #[must_use]
    pub fn split(self) -> (WebSocketSender<Out>, WebSocketReceiver<In>) {
        (self.sender, self.receiver)
    }

    /// A half that sends, beside this one.
    #[must_use]
    pub fn sender(&self) -> WebSocketSender<Out> {
        self.sender.clone()
    }

    /// Whether neither end has begun to close.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.sender.is_open()
    }

    /// Closes it with a code (RFC 6455, section 7.4) and a reason of at most 123 bytes, and waits until the other end has
    /// answered: 10 s at most. What it still sends is dropped.
    ///
    /// # Errors
    /// The code may not be sent: 1000 to 1003, 1007 to 1014 and 3000 to 4999 may.
    pub async fn close(&mut self, code: u16, reason: &str) -> Result<(), InvalidCloseCode> {
        self.receiver.handle.0.discard();
        self.sender.close(code, reason).await
    }
}

/// A code that may not be sent in a close frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidCloseCode(pub u16);

impl fmt::Display for InvalidCloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no close code that may be sent", self.0)
    }
}

impl std::error::Error for InvalidCloseCode {}

impl<In: Receivable, Out> WebSocket<In, Out> {
    /// The next message; none when the other end has closed, or the server stops.
    ///
    /// # Errors
    /// The other end broke the protocol, or the connection; or the message is no such value: then the next may be.
    pub async fn receive(&mut self) -> Result<Option<In>, WebSocketError> {
        self.receiver.receive().await
    }
}

impl<In, Out: Sendable> WebSocket<In, Out> {
    /// Sends a message: ready when there is room for it, 64 KiB at most wait for the other end.
    ///
    /// # Errors
    /// It is closed, or the message cannot be written as JSON.
    pub fn send(&mut self, message: impl SentAs<Out>) -> Sending<'_> {
        self.sender.send(message)
    }
}

impl<In: Receivable> WebSocketReceiver<In> {
    /// As [`WebSocket::receive`].
    ///
    /// # Errors
    /// As there.
    pub async fn receive(&mut self) -> Result<Option<In>, WebSocketError> {
        poll_fn(|task| self.poll_receive(task)).await
    }

    fn poll_receive(&self, task: &mut TaskContext<'_>) -> Poll<Result<Option<In>, WebSocketError>> {
        let Some(message) = ready!(self.handle.0.poll_receive(task))? else { return Poll::Ready(Ok(None)) };
        let received = In::receive(message);
        if let Err(error) = &received {
            self.handle.0.has_failed(error);
        }
        Poll::Ready(received.map(Some))
    }
}

impl<In: Receivable> Stream for WebSocketReceiver<In> {
    type Item = Result<In, WebSocketError>;

    fn poll_next(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.poll_receive(task).map(Result::transpose)
    }
}

impl<In: Receivable, Out> Stream for WebSocket<In, Out> {
    type Item = Result<In, WebSocketError>;

    fn poll_next(self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.receiver.poll_receive(task).map(Result::transpose)
    }
}

impl<Out> WebSocketSender<Out> {
    /// Whether neither end has begun to close.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.handle.0.is_open()
    }

    /// As [`WebSocket::close`]; what comes until then is left to the other half.
    ///
    /// # Errors
    /// As there.
    pub async fn close(&mut self, code: u16, reason: &str) -> Result<(), InvalidCloseCode> {
        if !super::frame::may_be_sent(code) {
            return Err(InvalidCloseCode(code));
        }
        self.handle.0.close(code, reason);
        poll_fn(|task| self.handle.0.poll_end(task)).await;
        Ok(())
    }

    pub(super) fn exchange(&self) -> &Arc<Exchange> {
        &self.handle.0
    }
}

impl<Out: Sendable> WebSocketSender<Out> {
    /// As [`WebSocket::send`].
    ///
    /// # Errors
    /// As there.
    pub fn send(&mut self, message: impl SentAs<Out>) -> Sending<'_> {
        let message = message.into().send().map(|message| Some(message.into()));
        Sending { exchange: &self.handle.0, message }
    }
}

impl Future for Sending<'_> {
    type Output = Result<(), WebSocketError>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        let exchange = self.exchange;
        match &mut self.message {
            Ok(message) => exchange.poll_send(message, task),
            Err(error) => Poll::Ready(Err(error.clone())),
        }
    }
}

impl<Out> Clone for WebSocketSender<Out> {
    fn clone(&self) -> Self {
        WebSocketSender { handle: self.handle.clone(), sends: PhantomData }
    }
}

impl<In> Drop for WebSocketReceiver<In> {
    fn drop(&mut self) {
        self.handle.0.discard();
    }
}

impl<In: Receivable, Out: Sendable> FromRequest<'_> for WebSocket<In, Out> {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::WEB_SOCKET.and(Needs::LINE).and(Needs::CONTEXT);

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        WebSocket::of(loaded).ok_or_else(|| ParameterError::internal(parameter, "the request came over no connection"))
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}

/// A look at a WebSocket that somebody else has.
pub(crate) struct Watching(Arc<Exchange>);

impl Watching {
    /// Waits until nobody has it any more, wherever it was moved to.
    pub(crate) async fn abandoned(&self) {
        poll_fn(|task| self.0.poll_abandoned(task)).await;
    }
}

impl<In, Out> WebSocket<In, Out> {
    pub(crate) fn watching(&self) -> Watching {
        Watching(Arc::clone(&self.sender.handle.0))
    }
}

impl<In, Out> fmt::Debug for WebSocket<In, Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSocket")
            .field("peer", &self.peer())
            .field("protocol", &self.about.protocol)
            .finish_non_exhaustive()
    }
}

impl<Out> fmt::Debug for WebSocketSender<Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebSocketSender")
    }
}

impl<In> fmt::Debug for WebSocketReceiver<In> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebSocketReceiver")
    }
}
