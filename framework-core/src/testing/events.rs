//! A response of a test whose body is read piece by piece.

use std::{ops::Deref, panic::Location, time::Duration};

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

use super::{TestResponse, exchange::Asked, logs::Logs};
use crate::{Body, Response};

/// A response whose body is read piece by piece: [`TestRequest::stream`](super::TestRequest::stream) gives it.
///
/// It derefs to the [`TestResponse`], for status and header fields; the bytes of that are those that have come and were
/// not yet taken. Each piece may take ten seconds, unless [`within`](TestStream::within) says otherwise: a test
/// never waits for ever. Dropping it is what a client does that goes away.
///
/// ```no_run
/// # async fn test(app: framework_core::TestApp) {
/// let mut ticks = app.get("/ticks").stream().await;
/// ticks.assert_status(200).assert_header("content-type", "text/event-stream");
/// assert_eq!(ticks.next_event().await.expect("a first one").data, "1");
/// # }
/// ```
#[derive(Debug)]
pub struct TestStream {
    head: TestResponse,
    body: Body,
    limit: Duration,
}

/// A server-sent event, as a browser sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TestEvent {
    /// Its type; `message` where it has none.
    pub event: String,
    /// Its data, whose lines are joined.
    pub data: String,
    /// Its own id.
    pub id: Option<String>,
}

impl TestEvent {
    /// The data as JSON.
    ///
    /// # Panics
    /// When it is not such JSON.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        json(&self.data)
    }
}

#[track_caller]
fn json<T: DeserializeOwned>(text: &str) -> T {
    match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("`{text}` is no `{}`: {error}", std::any::type_name::<T>()),
    }
}

/// What may be waiting to be taken.
const LARGEST: usize = 64 * 1024 * 1024;

impl TestStream {
    pub(super) fn new(asked: Asked, response: Response, logs: Logs) -> Self {
        let (parts, body) = response.into_parts();
        let head = TestResponse::without_body(asked, parts, logs);
        TestStream { head, body, limit: Duration::from_secs(10) }
    }

    /// How long each piece may take.
    #[must_use]
    pub fn within(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The next server-sent event; `None` at the end. Comments, which keep a connection alive, are passed over.
    ///
    /// # Panics
    /// It takes too long, or the body breaks off.
    #[track_caller]
    pub fn next_event(&mut self) -> impl Future<Output = Option<TestEvent>> {
        let place = Location::caller();
        async move {
            let (mut event, mut data, mut id) = (None, Vec::new(), None);
            while let Some(line) = self.line(place).await {
                let (field, value) = line.split_once(':').unwrap_or((&line, ""));
                let value = value.strip_prefix(' ').unwrap_or(value).to_owned();
                match field {
                    "" if line.is_empty() && !data.is_empty() => {
                        let event = event.unwrap_or_else(|| "message".to_owned());
                        return Some(TestEvent { event, data: data.join("\n"), id });
                    }
                    "" if line.is_empty() => (event, id) = (None, None),
                    "event" => event = Some(value),
                    "data" => data.push(value),
                    "id" => id = Some(value),
                    _ => {}
                }
            }
            None
        }
    }

    /// The next line, without its end; `None` at the end.
    ///
    /// # Panics
    /// It takes too long, the body breaks off, or the line is not UTF-8.
    #[track_caller]
    pub fn next_line(&mut self) -> impl Future<Output = Option<String>> {
        self.line(Location::caller())
    }

    /// The next line as JSON, as `NdJson` sends it; `None` at the end.
    ///
    /// # Panics
    /// As [`next_line`](TestStream::next_line), or when it is not such JSON.
    #[track_caller]
    pub fn next_json<T: DeserializeOwned>(&mut self) -> impl Future<Output = Option<T>> {
        let place = Location::caller();
        async move { self.line(place).await.map(|line| json(&line)) }
    }

    /// The next bytes, as many as have come; `None` at the end.
    ///
    /// # Panics
    /// It takes too long, or the body breaks off.
    #[track_caller]
    pub fn next_bytes(&mut self) -> impl Future<Output = Option<Bytes>> {
        let place = Location::caller();
        async move {
            let has_some = !self.head.body.is_empty() || self.more(place).await;
            has_some.then(|| std::mem::take(&mut self.head.body))
        }
    }

    async fn line(&mut self, place: &Location<'_>) -> Option<String> {
        let mut searched = 0;
        let (line, ending) = loop {
            let found = self.head.body[searched..].iter().position(|byte| *byte == b'\n');
            if let Some(end) = found {
                break (self.head.body.split_to(searched + end + 1), 1);
            }
            searched = self.head.body.len();
            if !self.more(place).await {
                break (std::mem::take(&mut self.head.body), 0);
            }
        };
        if line.is_empty() {
            return None;
        }
        let line = &line[..line.len() - ending];
        match str::from_utf8(line.strip_suffix(b"\r").unwrap_or(line)) {
            Ok(line) => Some(line.to_owned()),
            Err(error) => panic!("a line is not UTF-8: {error} (asked for at {place})"),
        }
    }

    /// Waits for more bytes; whether there are any.
    async fn more(&mut self, place: &Location<'_>) -> bool {
        let TestStream { head, body, limit } = self;
        let problem = loop {
            let frame = head.logs.during(body.frame());
            match tokio::time::timeout(*limit, frame).await {
                Ok(None) => return false,
                Ok(Some(Ok(frame))) => {
                    let data = frame.into_data().unwrap_or_default();
                    if data.is_empty() {
                        continue;
                    }
                    let mut all = BytesMut::from(&head.body[..]);
                    all.extend_from_slice(&data);
                    head.body = all.freeze();
                    if head.body.len() <= LARGEST {
                        return true;
                    }
                    break "the body has more than 64 MiB without what is waited for".to_owned();
                }
                Ok(Some(Err(error))) => break format!("the body broke off: {error}"),
                Err(_) => break format!("nothing came within {limit:?}"),
            }
        };
        head.fail(&format!("{problem} (asked for at {place})"))
    }
}

impl Deref for TestStream {
    type Target = TestResponse;

    fn deref(&self) -> &TestResponse {
        &self.head
    }
}
