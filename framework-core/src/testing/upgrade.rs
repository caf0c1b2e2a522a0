//! A request of a test that takes its connection over, and the connection.

use std::{
    fmt::Display,
    io,
    marker::PhantomData,
    ops::Deref,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use http::{StatusCode, header};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf, duplex};
use tracing::instrument::WithSubscriber;

use super::{TestRequest, TestResponse, exchange};
use crate::{
    BoxFuture,
    service::{Application, Owner},
    takeover::{Handover, Line, ListenerId, Sockets, StopReason},
    watch::Watch,
};

/// A request that asks for another protocol, under construction; awaiting it sends it.
///
/// [`TestApp::socket`](super::TestApp::socket) begins one that becomes a [`TestSocket`], `TestApp::websocket` (feature
/// `ws`) one that becomes a `TestWebSocket`.
#[derive(Debug)]
#[must_use = "a request is sent when it is awaited"]
pub struct TestUpgrade<S> {
    request: TestRequest,
    becomes: PhantomData<fn() -> S>,
}

impl<S> TestUpgrade<S> {
    #[track_caller]
    pub(super) fn new(request: TestRequest, protocol: &str) -> Self {
        let request = request.header("connection", "upgrade").header("upgrade", protocol);
        TestUpgrade { request, becomes: PhantomData }
    }

    /// As [`TestRequest::query`].
    pub fn query(self, name: &str, value: impl Display) -> Self {
        self.with(|request| request.query(name, value))
    }

    /// As [`TestRequest::header`].
    ///
    /// # Panics
    /// As there.
    #[track_caller]
    pub fn header(self, name: &str, value: impl AsRef<[u8]>) -> Self {
        TestUpgrade { request: self.request.header(name, value), ..self }
    }

    /// As [`TestRequest::cookie`].
    ///
    /// # Panics
    /// As there.
    #[track_caller]
    pub fn cookie(self, name: &str, value: &str) -> Self {
        TestUpgrade { request: self.request.cookie(name, value), ..self }
    }

    /// The site whose page asks, as a browser says it: `https://a.example`.
    ///
    /// # Panics
    /// As [`header`](TestUpgrade::header).
    #[track_caller]
    pub fn origin(self, origin: &str) -> Self {
        self.header(header::ORIGIN.as_str(), origin)
    }

    /// As [`TestRequest::peer`].
    ///
    /// # Panics
    /// As there.
    #[track_caller]
    pub fn peer(self, address: &str) -> Self {
        TestUpgrade { request: self.request.peer(address), ..self }
    }

    /// As [`TestRequest::secure`].
    pub fn secure(self) -> Self {
        self.with(TestRequest::secure)
    }

    fn with(self, change: impl FnOnce(TestRequest) -> TestRequest) -> Self {
        TestUpgrade { request: change(self.request), ..self }
    }

    /// Sends it.
    pub(super) fn send(self) -> BoxFuture<'static, Sent> {
        Box::pin(Sent::of(self.request))
    }
}

/// What has become of such a request.
#[derive(Debug)]
pub(super) struct Sent {
    pub(super) answer: TestResponse,
    /// None where it was refused.
    pub(super) stream: Option<DuplexStream>,
    pub(super) line: Arc<Sockets>,
}

/// How many bytes may be on their way in each direction.
const ROOM: usize = 64 * 1024;

impl Sent {
    async fn of(request: TestRequest) -> Self {
        let (line, watch) = (Sockets::new(), Arc::new(Watch::default()));
        let connected = |application: &Arc<Application>| {
            let (application, sockets, watch) = (Arc::clone(application), Arc::clone(&line), Arc::clone(&watch));
            Arc::new(Connected { application, sockets, watch })
        };
        let (asked, mut response, logs) = exchange::send_to(request, connected).await;
        let switches = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        let handover = response.extensions_mut().remove::<Handover>().filter(|_| switches);
        let stream = handover.and_then(|handover| handover.take()).map(|takeover| {
            let (ours, theirs) = duplex(ROOM);
            let run = async move { takeover.run(theirs, Bytes::new(), &watch).await };
            tokio::spawn(run.with_subscriber(logs.subscriber()));
            ours
        });
        Sent { answer: TestResponse::read(asked, response, logs).await, stream, line }
    }
}

/// The application as one connection has it.
struct Connected {
    application: Arc<Application>,
    sockets: Arc<Sockets>,
    watch: Arc<Watch>,
}

impl Owner for Connected {
    fn application(&self) -> &Application {
        &self.application
    }

    fn line(&self) -> Option<Line> {
        Some(Line::new(ListenerId(0), &self.sockets, Some(&self.watch)))
    }
}

impl IntoFuture for TestUpgrade<TestSocket> {
    type Output = TestSocket;
    type IntoFuture = BoxFuture<'static, TestSocket>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { TestSocket(self.send().await) })
    }
}

/// The client's end of a connection that a handler has taken over: tokio's `AsyncRead` and `AsyncWrite`, without a limit
/// of time. [`TestApp::socket`](super::TestApp::socket) opens it.
///
/// It derefs to the [`TestResponse`]: the 101, or what was answered instead; then there is nothing to read, and the error
/// is `NotConnected`. Dropping it is what a client does that goes away.
///
/// ```no_run
/// # async fn test(app: framework_core::TestApp) {
/// use tokio::io::{AsyncReadExt, AsyncWriteExt};
///
/// let mut lines = app.socket("/lines/tea", "line-echo/1").await;
/// lines.assert_status(101);
/// lines.write_all(b"hello\n").await.expect("it reads");
/// lines.shutdown().await.expect("it is open");
/// let mut said = String::new();
/// lines.read_to_string(&mut said).await.expect("text");
/// assert_eq!(said, "tea: hello\n");
/// # }
/// ```
#[derive(Debug)]
pub struct TestSocket(Sent);

impl TestSocket {
    /// Tells the handler's [`StopToken`](crate::StopToken) that the server stops.
    pub fn server_stops(&self) {
        self.0.line.stop(StopReason::All);
    }

    fn stream(&mut self) -> io::Result<Pin<&mut DuplexStream>> {
        self.0.stream.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

impl Deref for TestSocket {
    type Target = TestResponse;

    fn deref(&self) -> &TestResponse {
        &self.0.answer
    }
}

impl AsyncRead for TestSocket {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_read(task, into)
    }
}

impl AsyncWrite for TestSocket {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream()?.poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        self.stream()?.poll_shutdown(task)
    }
}
