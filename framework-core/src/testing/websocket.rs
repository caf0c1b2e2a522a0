//! A WebSocket of a test.

use std::{ops::Deref, panic::Location, sync::Arc, time::Duration};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::io::DuplexStream;

use super::{TestResponse, TestUpgrade, difference::differences, upgrade::Sent};
use crate::{
    BoxFuture, Message,
    takeover::{Sockets, StopReason},
    websocket::{Client, Heard, may_be_sent},
};

impl TestUpgrade<TestWebSocket> {
    /// The subprotocols that the client knows, the best first; [`TestWebSocket::protocol`] is the one agreed upon.
    ///
    /// # Panics
    /// When HTTP does not allow one.
    #[track_caller]
    pub fn protocols(self, protocols: &[&str]) -> Self {
        self.header("sec-websocket-protocol", protocols.join(", "))
    }
}

impl IntoFuture for TestUpgrade<TestWebSocket> {
    type Output = TestWebSocket;
    type IntoFuture = BoxFuture<'static, TestWebSocket>;

    fn into_future(self) -> Self::IntoFuture {
        // Any key of 16 bytes will do.
        let request =
            self.header("sec-websocket-version", "13").header("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==");
        Box::pin(async move { TestWebSocket::new(request.send().await) })
    }
}

/// The client's end of a WebSocket: [`TestApp::websocket`](super::TestApp::websocket) opens it.
///
/// It derefs to the [`TestResponse`]: the 101, or what was answered instead. Each message may take ten seconds, unless
/// [`within`](TestWebSocket::within) says otherwise: a test never waits for ever. Pings are answered while it is waited
/// for a message. Dropping it is what a client does that goes away without a word.
///
/// ```no_run
/// # async fn test(app: framework_core::TestApp) {
/// use framework_core::serde_json::json;
///
/// let mut chat = app.websocket("/chat/tea").await;
/// chat.assert_status(101);
/// chat.send_json(&json!({ "who": "Ada", "what": "hello" })).await;
/// chat.assert_receive_json(json!({ "text": "Ada: HELLO!" })).await;
/// chat.close(1000, "").await;
///
/// app.websocket("/chat/tea").origin("https://evil.example").await.assert_status(403);
/// # }
/// ```
#[derive(Debug)]
pub struct TestWebSocket {
    answer: TestResponse,
    /// None where it was refused.
    client: Option<Client<DuplexStream>>,
    closed: Option<(u16, String)>,
    line: Arc<Sockets>,
    limit: Duration,
}

impl TestWebSocket {
    fn new(sent: Sent) -> Self {
        let Sent { answer, stream, line } = sent;
        TestWebSocket { answer, client: stream.map(Client::new), closed: None, line, limit: Duration::from_secs(10) }
    }

    /// How long each message may take.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The subprotocol that was agreed upon.
    #[must_use]
    pub fn protocol(&self) -> Option<&str> {
        self.header("sec-websocket-protocol")
    }

    /// Sends a text or bytes.
    ///
    /// # Panics
    /// It is not open, or nobody reads.
    #[track_caller]
    pub fn send(&mut self, message: impl Into<Message>) -> impl Future<Output = ()> {
        let (place, message) = (Location::caller(), message.into());
        self.send_at(message, place)
    }

    /// Sends a bean, or any other value, as JSON in a text.
    ///
    /// # Panics
    /// As [`send`](TestWebSocket::send), or when the value cannot be written as JSON.
    #[track_caller]
    pub fn send_json<'s, T: Serialize + ?Sized>(&'s mut self, value: &T) -> impl Future<Output = ()> + use<'s, T> {
        match serde_json::to_string(value) {
            Ok(json) => self.send_at(json.into(), Location::caller()),
            Err(error) => panic!("not JSON: {error}"),
        }
    }

    async fn send_at(&mut self, message: Message, place: &'static Location<'static>) {
        if let Some((code, reason)) = self.closed() {
            self.fail_at(&format!("nothing can be sent: closed with {code} {reason:?}"), place);
        }
        let limit = self.limit;
        let sent = tokio::time::timeout(limit, self.client(place).send(message)).await;
        match sent {
            Ok(Ok(())) => {}
            Ok(Err(error)) => self.fail_at(&format!("nothing can be sent: {error}"), place),
            Err(_) => self.fail_at(&format!("nothing was read within {limit:?}"), place),
        }
    }

    /// The next message; `None` when it is closed.
    ///
    /// # Panics
    /// It takes too long, is not open, or the frames are wrong.
    #[track_caller]
    pub fn receive(&mut self) -> impl Future<Output = Option<Message>> {
        self.receive_at(Location::caller())
    }

    /// The next message as JSON; `None` when it is closed.
    ///
    /// # Panics
    /// As [`receive`](TestWebSocket::receive), or when it is no text with such JSON.
    #[track_caller]
    pub fn receive_json<T: DeserializeOwned>(&mut self) -> impl Future<Output = Option<T>> {
        let place = Location::caller();
        async move {
            let message = self.receive_at(place).await?;
            match message.as_text().map(serde_json::from_str) {
                Some(Ok(value)) => Some(value),
                _ => self.fail_at(&format!("{message:?} is no `{}`", std::any::type_name::<T>()), place),
            }
        }
    }

    /// Receives a message, and compares it: a text or bytes.
    ///
    /// # Panics
    /// As [`receive`](TestWebSocket::receive), or when it is another one or closed.
    #[track_caller]
    pub fn assert_receive(&mut self, message: impl Into<Message>) -> impl Future<Output = ()> {
        let (place, expected) = (Location::caller(), message.into());
        async move {
            match self.receive_at(place).await {
                Some(found) if found == expected => {}
                Some(found) => self.fail_at(&format!("received {found:?}, expected {expected:?}"), place),
                None => self.fail_closed(&format!("{expected:?}"), place),
            }
        }
    }

    /// Receives a message, and compares its JSON. Every difference is told with its JSON pointer.
    ///
    /// # Panics
    /// As [`receive_json`](TestWebSocket::receive_json), or when it is another one or closed.
    #[track_caller]
    pub fn assert_receive_json(&mut self, value: Value) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            let Some(message) = self.receive_at(place).await else { self.fail_closed(&value.to_string(), place) };
            match message.as_text().map(serde_json::from_str::<Value>) {
                Some(Ok(found)) if found == value => {}
                Some(Ok(found)) => self.fail_at(&format!("the message differs:{}", differences(&found, &value)), place),
                _ => self.fail_at(&format!("{message:?} is no JSON"), place),
            }
        }
    }

    /// Waits for the end, and compares its code (RFC 6455, section 7.4): 1005 where the other end says none, 1006 where it
    /// goes without a word.
    ///
    /// # Panics
    /// The code is another one, a message comes before, or nothing within the limit.
    #[track_caller]
    pub fn assert_closed(&mut self, code: u16) -> impl Future<Output = ()> {
        let place = Location::caller();
        async move {
            if let Some(message) = self.receive_at(place).await {
                self.fail_at(&format!("received {message:?}, expected the end with {code}"), place);
            }
            if self.closed().is_some_and(|(found, _)| found != code) {
                self.fail_closed(&code.to_string(), place);
            }
        }
    }

    /// Closes with a code and a reason of at most 123 bytes, and waits until the other end has answered; what it sends
    /// until then is dropped.
    ///
    /// # Panics
    /// The code may not be sent, or there is no answer within the limit.
    #[track_caller]
    pub fn close(&mut self, code: u16, reason: &str) -> impl Future<Output = ()> {
        let place = Location::caller();
        assert!(may_be_sent(code), "{code} is no close code that may be sent");
        async move {
            if self.closed.is_none() {
                // Who has gone already is heard to have.
                let _gone = tokio::time::timeout(self.limit, self.client(place).close(code, reason)).await;
            }
            while self.receive_at(place).await.is_some() {}
        }
    }

    /// The code and the reason with which the other end has closed, once that was heard.
    #[must_use]
    pub fn closed(&self) -> Option<(u16, &str)> {
        self.closed.as_ref().map(|(code, reason)| (*code, reason.as_str()))
    }

    /// What happens when the server stops: the handler's [`StopToken`](crate::StopToken) is told, and it is closed with
    /// 1001.
    pub fn server_stops(&self) {
        self.line.stop(StopReason::All);
    }

    async fn receive_at(&mut self, place: &'static Location<'static>) -> Option<Message> {
        if self.closed.is_some() {
            return None;
        }
        let limit = self.limit;
        let heard = tokio::time::timeout(limit, self.client(place).hear()).await;
        match heard {
            Ok(Ok(Heard::Message(message))) => Some(message),
            Ok(Ok(Heard::Closed(code, reason))) => {
                self.closed = Some((code, reason));
                None
            }
            Ok(Err(error)) => self.fail_at(&format!("the other end broke the protocol: {error}"), place),
            Err(_) => self.fail_at(&format!("nothing came within {limit:?}"), place),
        }
    }

    fn client(&mut self, place: &Location<'_>) -> &mut Client<DuplexStream> {
        match &mut self.client {
            Some(client) => client,
            None => self.answer.fail(&format!("the WebSocket was refused (asked for at {place})")),
        }
    }

    fn fail_closed(&self, expected: &str, place: &Location<'_>) -> ! {
        let (code, reason) = self.closed().unwrap_or_default();
        self.fail_at(&format!("closed with {code} {reason:?}, expected {expected}"), place)
    }

    fn fail_at(&self, problem: &str, place: &Location<'_>) -> ! {
        self.answer.fail(&format!("{problem} (asked for at {place})"))
    }
}

impl Deref for TestWebSocket {
    type Target = TestResponse;

    fn deref(&self) -> &TestResponse {
        &self.answer
    }
}
