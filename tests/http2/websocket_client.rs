//! A client of WebSockets on streams of HTTP/2.

use std::time::Duration;

use bytes::Bytes;
use h2::{RecvStream, SendStream, client::SendRequest, ext::Protocol};
use http::{Method, Request, Response};

pub(crate) const TEXT: u8 = 0x81;
pub(crate) const CLOSE: u8 = 0x88;

/// The request for a stream that speaks a protocol.
pub(crate) fn extended(protocol: &'static str, path: &str) -> Request<()> {
    let request = Request::builder().method(Method::CONNECT).uri(format!("http://localhost{path}"));
    request.extension(Protocol::from_static(protocol)).body(()).expect("a request")
}

pub(crate) fn websocket(path: &str) -> Request<()> {
    let mut request = extended("websocket", path);
    request.headers_mut().insert("sec-websocket-version", http::HeaderValue::from_static("13"));
    request
}

/// The client's end of a WebSocket.
pub(crate) struct Client {
    pub(crate) send: SendStream<Bytes>,
    receive: RecvStream,
    unread: Vec<u8>,
    /// Whether what is received makes room for more.
    pub(crate) reads: bool,
}

/// Asks for a WebSocket: the answer, and what would be its stream.
pub(crate) async fn asked(
    client: &mut SendRequest<Bytes>,
    request: Request<()>,
) -> (Response<RecvStream>, SendStream<Bytes>) {
    let (answer, send) = client.send_request(request, false).expect("it is sent");
    (tokio::time::timeout(Duration::from_secs(60), answer).await.expect("in time").expect("an answer"), send)
}

pub(crate) async fn open(client: &mut SendRequest<Bytes>, path: &str) -> Client {
    let (answer, send) = asked(client, websocket(path)).await;
    assert_eq!(answer.status(), 200);
    assert!(!answer.headers().contains_key("sec-websocket-accept"));
    Client::new(send, answer.into_body())
}

impl Client {
    pub(crate) fn new(send: SendStream<Bytes>, receive: RecvStream) -> Self {
        Client { send, receive, unread: Vec::new(), reads: true }
    }

    /// Sends bytes as there is room for them.
    async fn raw(&mut self, mut bytes: Bytes) {
        while !bytes.is_empty() {
            self.send.reserve_capacity(bytes.len());
            let room = std::future::poll_fn(|task| self.send.poll_capacity(task));
            let room = tokio::time::timeout(Duration::from_secs(60), room).await.expect("room");
            let room = room.expect("an open stream").expect("room").min(bytes.len());
            self.send.send_data(bytes.split_to(room), false).expect("it is sent");
        }
    }

    pub(crate) async fn say(&mut self, first: u8, payload: &[u8]) {
        self.raw(masked(first, payload)).await;
    }

    /// The next frame; none at the end of the stream.
    pub(crate) async fn hear(&mut self) -> Result<Option<(u8, Vec<u8>)>, h2::Error> {
        loop {
            if let Some((frame, length)) = unmasked(&self.unread) {
                self.unread.drain(..length);
                return Ok(Some(frame));
            }
            let data = tokio::time::timeout(Duration::from_secs(60), self.receive.data()).await.expect("in time");
            let Some(data) = data.transpose()? else { return Ok(None) };
            if self.reads {
                self.receive.flow_control().release_capacity(data.len())?;
            }
            self.unread.extend_from_slice(&data);
        }
    }

    pub(crate) async fn hears(&mut self, text: &str) {
        let (first, payload) = self.hear().await.expect("a frame").expect("no end");
        assert_eq!((first, String::from_utf8(payload).expect("text").as_str()), (TEXT, text));
    }

    /// The code with which the other end closes; it is answered, and the stream ends.
    pub(crate) async fn closed(mut self) -> u16 {
        let closing = loop {
            match self.hear().await.expect("a frame").expect("no end") {
                (CLOSE, code) => break code,
                _other => {}
            }
        };
        self.say(CLOSE, &closing).await;
        assert!(self.hear().await.expect("an end in order").is_none());
        self.send.send_data(Bytes::new(), true).expect("it is open");
        u16::from_be_bytes([closing[0], closing[1]])
    }
}

/// A frame with a mask of zeros, which changes nothing.
fn masked(first: u8, payload: &[u8]) -> Bytes {
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
    frame.extend([0; 4]);
    frame.extend(payload);
    frame.into()
}

/// The first frame of these bytes, if it is whole, and its length.
fn unmasked(bytes: &[u8]) -> Option<((u8, Vec<u8>), usize)> {
    let (head, length) = match *bytes.get(1)? {
        126 => (4, u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?).into()),
        127 => (10, u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?) as usize),
        length => (2, length.into()),
    };
    let payload = bytes.get(head..head + length)?.to_vec();
    Some(((bytes[0], payload), head + length))
}
