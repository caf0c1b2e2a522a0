//! The body of a request or a response.

use std::{
    any::Any,
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::Arc,
    task::{Context as TaskContext, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame, SizeHint};
use http_body_util::{BodyExt, LengthLimitError, Limited, combinators::UnsyncBoxBody};
use hyper::body::Incoming;

use crate::{
    BoxError, BoxFuture, HttpStatus, Invalid, Response,
    context::Context,
    request::RequestHead,
    watch::{Sending, Watch},
};

/// The body of a request or a response: nothing, bytes, or a stream of bytes.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Body, http};
///
/// let response = http::Response::new(Body::from("hello"));
/// assert_eq!(response.body().len(), Some(5));
/// ```
#[derive(Default)]
pub struct Body(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Bytes(Bytes),
    /// What hyper reads, without the box that a foreign body needs.
    Incoming(Incoming, Arc<Watch>),
    /// With what says how fast it is to be made, where it is an answer on a connection.
    Foreign(UnsyncBoxBody<Bytes, BoxError>, Option<Sending>),
    /// What cannot be sent before the service has finished it.
    Unfinished(Box<dyn Unfinished>),
}

/// The rest of a response, made after the handler has returned: it may wait, and looks at the request.
pub(crate) trait Unfinished: Send {
    /// Makes it; `response` is what is known so far, without a body.
    fn finish<'a>(
        self: Box<Self>,
        response: Response,
        head: &'a RequestHead,
        context: &'a Context,
    ) -> BoxFuture<'a, Result<Response, Invalid>>;

    /// The body where other content is sent instead.
    fn with_content(self: Box<Self>, content: Bytes) -> Body {
        content.into()
    }
}

/// Large bodies are handed on in pieces of this many bytes: hyper copies each into a buffer that it keeps for as long
/// as the connection lives.
pub(crate) const PIECE: usize = 16 * 1024;

impl Body {
    /// A body of no bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Body(Kind::Empty)
    }

    /// Any other body, boxed.
    #[must_use]
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        // A layer that leaves a body alone hands back ours: no second box around it.
        let mut body = Some(body);
        if let Some(own) = (&mut body as &mut dyn Any).downcast_mut::<Option<Body>>() {
            return own.take().unwrap_or_default();
        }
        match body {
            Some(body) => Body(Kind::Foreign(UnsyncBoxBody::new(body.map_err(Into::into)), None)),
            None => Body::empty(),
        }
    }

    /// What a connection reads; whoever waits for it too long is told so.
    pub(crate) fn incoming(body: Incoming, watch: &Arc<Watch>) -> Self {
        if body.is_end_stream() { Body(Kind::Empty) } else { Body(Kind::Incoming(body, Arc::clone(watch))) }
    }

    /// Whether its bytes are made while they are sent.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self.0, Kind::Incoming(..) | Kind::Foreign(..))
    }

    /// The same as an answer: made as it is sent.
    pub(crate) fn sent(self, sending: Sending) -> Self {
        match self.0 {
            Kind::Foreign(body, _) => Body(Kind::Foreign(body, Some(sending))),
            kind => Body(Kind::Foreign(UnsyncBoxBody::new(Body(kind)), Some(sending))),
        }
    }

    pub(crate) fn unfinished(rest: impl Unfinished + 'static) -> Self {
        Body(Kind::Unfinished(Box::new(rest)))
    }

    /// Whether [`finish`](Body::finish) has something to do.
    pub(crate) fn is_unfinished(&self) -> bool {
        matches!(self.0, Kind::Unfinished(_))
    }

    /// Another content instead of this one.
    pub(crate) fn with_content(self, content: Bytes) -> Self {
        match self.0 {
            Kind::Unfinished(rest) => rest.with_content(content),
            _ => content.into(),
        }
    }

    /// Finishes a response; most are finished already.
    pub(crate) async fn finish(
        mut response: Response,
        head: &RequestHead,
        context: &Context,
    ) -> Result<Response, Invalid> {
        // Finishing may give what is to be finished again: a prefix that stands for a file.
        while response.body().is_unfinished() {
            if let Kind::Unfinished(rest) = std::mem::take(&mut response.body_mut().0) {
                response = rest.finish(response, head, context).await.or_else(Invalid::into_answer)?;
            }
        }
        Ok(response)
    }

    /// The number of bytes, where it is known before they are read.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        self.size_hint().exact()
    }

    /// Whether it is known to hold no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// Reads all of it, `limit` bytes at most.
    ///
    /// # Errors
    /// 413 when there is more than `limit` (before reading, when the length is known), 400 when the body breaks off.
    pub async fn read(self, limit: u64) -> Result<Bytes, Invalid> {
        self.read_within(BodyLimit { bytes: limit, said_by: BodyLimit::SETTING }).await
    }

    /// The same, with what says how much.
    pub(crate) async fn read_within(mut self, limit: BodyLimit) -> Result<Bytes, Invalid> {
        let most = limit.bytes;
        match &mut self.0 {
            Kind::Empty => return Ok(Bytes::new()),
            Kind::Bytes(bytes) if bytes.len() as u64 <= most => return Ok(std::mem::take(bytes)),
            Kind::Bytes(_) | Kind::Incoming(..) | Kind::Foreign(..) | Kind::Unfinished(_) => {}
        }
        let announced = self.size_hint();
        if announced.lower() > most {
            return Err(OverLimit(limit).refuse());
        }
        let refused = |error: ReadError| error.refuse(limit);
        let Some(first) = self.next_data(most).await.map_err(refused)? else { return Ok(Bytes::new()) };
        if self.is_end_stream() {
            return Ok(first); // the whole body in one frame, as most are: no copy
        }
        // The announced length is the visitor's word: reserve a little for it, not all of it.
        let expected = announced.lower().min(64 * 1024) as usize;
        let mut whole = BytesMut::with_capacity(expected.max(first.len() * 2));
        whole.extend_from_slice(&first);
        while let Some(data) = self.next_data(most - whole.len() as u64).await.map_err(refused)? {
            whole.extend_from_slice(&data);
        }
        Ok(whole.freeze())
    }

    /// The same body, which breaks off beyond a limit.
    ///
    /// # Errors
    /// 413 when it is known to be longer.
    pub(crate) fn limited(self, limit: BodyLimit) -> Result<Self, Invalid> {
        let over = OverLimit(limit);
        if self.size_hint().lower() > limit.bytes {
            return Err(over.refuse());
        }
        Ok(match usize::try_from(limit.bytes) {
            Ok(most) if !self.is_empty() => Body::new(
                Limited::new(self, most)
                    .map_err(move |error| if error.is::<LengthLimitError>() { over.into() } else { error }),
            ),
            _ => self,
        })
    }

    /// All of it, where it is not read piece by piece.
    pub(crate) fn at_hand(&self) -> Option<Bytes> {
        match &self.0 {
            Kind::Empty => Some(Bytes::new()),
            Kind::Bytes(bytes) => Some(bytes.clone()),
            Kind::Incoming(..) | Kind::Foreign(..) | Kind::Unfinished(_) => None,
        }
    }

    async fn next_data(&mut self, limit: u64) -> Result<Option<Bytes>, ReadError> {
        while let Some(frame) = poll_fn(|task| Pin::new(&mut *self).poll_frame(task)).await {
            let Ok(data) = frame.map_err(ReadError::Broken)?.into_data() else { continue };
            return if data.len() as u64 > limit { Err(ReadError::TooLarge) } else { Ok(Some(data)) };
        }
        Ok(None)
    }
}

enum ReadError {
    TooLarge,
    Broken(BoxError),
}

impl ReadError {
    fn refuse(self, limit: BodyLimit) -> Invalid {
        match self {
            ReadError::TooLarge => OverLimit(limit).refuse(),
            ReadError::Broken(error) => unreadable(error),
        }
    }
}

/// How many bytes a body may have, and what says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimit {
    pub(crate) bytes: u64,
    /// A setting, or a route.
    pub(crate) said_by: &'static str,
}

impl BodyLimit {
    /// What says so where nothing else does.
    pub(crate) const SETTING: &'static str = "setting `http.body_limit`";
}

impl fmt::Display for BodyLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes ({})", self.bytes, self.said_by)
    }
}

/// The end of a body that is longer than it may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OverLimit(BodyLimit);

impl OverLimit {
    pub(crate) fn refuse(&self) -> Invalid {
        Invalid::new(HttpStatus::PAYLOAD_TOO_LARGE, self.to_string())
    }
}

impl fmt::Display for OverLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body is larger than {}", self.0)
    }
}

impl std::error::Error for OverLimit {}

/// The end of a body whose sender takes too long.
#[derive(Debug)]
struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body came too slowly (settings `http.body_timeout` and `http.minimum_rate`)")
    }
}

impl std::error::Error for TooSlow {}

/// The same, for what reads a body itself.
#[cfg(feature = "http2")]
pub(crate) fn too_slow() -> BoxError {
    TooSlow.into()
}

/// What a body that cannot be read is answered with.
pub(crate) fn unreadable(error: BoxError) -> Invalid {
    if let Some(over) = error.downcast_ref::<OverLimit>() {
        return over.refuse();
    }
    if error.is::<TooSlow>() {
        return Invalid::new(HttpStatus::REQUEST_TIMEOUT, TooSlow.to_string()).header("connection", "close");
    }
    Invalid::bad_request("the body broke off or is badly framed").caused_by(error)
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Kind::Empty => Poll::Ready(None),
            Kind::Bytes(bytes) if bytes.len() > PIECE => Poll::Ready(Some(Ok(Frame::data(bytes.split_to(PIECE))))),
            Kind::Bytes(_) => {
                let Kind::Bytes(bytes) = std::mem::take(&mut self.0) else { unreachable!("matched above") };
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Kind::Incoming(body, watch) => match Pin::new(body).poll_frame(context) {
                Poll::Ready(frame) => {
                    watch.body_came();
                    Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
                }
                Poll::Pending if watch.waits_for_body(context.waker()) => Poll::Ready(Some(Err(TooSlow.into()))),
                Poll::Pending => Poll::Pending,
            },
            Kind::Foreign(body, None) => Pin::new(body).poll_frame(context),
            Kind::Foreign(body, Some(sending)) => {
                if !sending.has_room() {
                    return Poll::Pending;
                }
                let frame = ready!(Pin::new(body).poll_frame(context));
                if let Some(Ok(frame)) = &frame {
                    sending.has_made(frame.data_ref().map_or(0, Bytes::len));
                }
                Poll::Ready(frame)
            }
            Kind::Unfinished(_) => Poll::Ready(Some(Err("a file is opened once the handler has returned".into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Empty => true,
            Kind::Bytes(_) | Kind::Unfinished(_) => false,
            Kind::Incoming(body, _) => body.is_end_stream(),
            Kind::Foreign(body, _) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Empty => SizeHint::with_exact(0),
            Kind::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Incoming(body, _) => body.size_hint(),
            Kind::Foreign(body, _) => body.size_hint(),
            Kind::Unfinished(_) => SizeHint::default(),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        if bytes.is_empty() { Body::empty() } else { Body(Kind::Bytes(bytes)) }
    }
}

macro_rules! from_bytes {
    ($($type:ty),*) => {$(
        impl From<$type> for Body {
            fn from(bytes: $type) -> Self {
                Body::from(Bytes::from(bytes))
            }
        }
    )*};
}

from_bytes!(&'static str, &'static [u8], String, Vec<u8>, Box<[u8]>);

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => write!(f, "Body(stream)"),
        }
    }
}
