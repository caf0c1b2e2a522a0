//! The task of the connection: it alone reads and writes.

use std::{
    collections::VecDeque,
    future::poll_fn,
    io,
    mem::MaybeUninit,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context as TaskContext, Poll, ready},
    time::Duration,
};

use bytes::{Buf, Bytes, BytesMut};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

use super::{
    Message, WebSocketError,
    exchange::Exchange,
    frame::{Decoder, Event, Opcode, code, write_head},
};
use crate::{
    BoxFuture,
    config::WebSocketSettings,
    takeover::{Keeper, Outcome, Socket, StopToken},
};

/// How long the other end is given to answer a close frame. While the server stops, the drain says it.
const CLOSING: Duration = Duration::from_secs(10);

/// Answers to pings that wait to be sent; beyond them the oldest is not answered, which the RFC allows (section 5.5.3).
const PONGS: usize = 32;

/// Bytes read at a time.
const READ: usize = 8 * 1024;

/// Payloads up to this size are copied into the buffer, and go out together; larger ones as they are.
const SMALL: usize = 4 * 1024;

/// Keeps a WebSocket.
pub(super) struct Kept {
    socket: Mutex<Option<Socket>>,
    exchange: Arc<Exchange>,
    settings: WebSocketSettings,
}

impl Kept {
    pub(super) fn new(socket: Socket, exchange: &Arc<Exchange>, settings: &WebSocketSettings) -> Arc<Self> {
        let socket = Mutex::new(Some(socket));
        Arc::new(Kept { socket, exchange: Arc::clone(exchange), settings: settings.clone() })
    }
}

impl Keeper for Kept {
    fn serve(self: Arc<Self>, mut handler: BoxFuture<'static, Outcome>, stop: StopToken) -> BoxFuture<'static, ()> {
        let socket = self.socket.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut connection = socket.map(|socket| Connection::new(socket, &self.exchange, &self.settings));
        let exchange = Arc::clone(&self.exchange);
        Box::pin(async move {
            // However it ends: whoever still has the WebSocket is told.
            let _told = Told(Arc::clone(&exchange));
            let mut stopped = pin!(stop.stopped());
            let (mut is_told, mut has_ended) = (false, false);
            poll_fn(|task| {
                if !is_told && stopped.as_mut().poll(task).is_ready() {
                    is_told = true;
                    exchange.close(code::AWAY, "");
                }
                keep(&mut connection, task);
                if !has_ended && let Poll::Ready(outcome) = handler.as_mut().poll(task) {
                    has_ended = true;
                    exchange.end(outcome == Outcome::Done);
                }
                // What the handler has sent goes out at once.
                keep(&mut connection, task);
                if has_ended && connection.is_none() { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        })
    }
}

/// Reads and writes until all is said; then the stream is given back.
fn keep(connection: &mut Option<Connection>, task: &mut TaskContext<'_>) {
    if connection.as_mut().is_some_and(|connection| connection.poll(task).is_ready()) {
        *connection = None;
    }
}

/// Tells whoever still has a WebSocket that it is over.
struct Told(Arc<Exchange>);

impl Drop for Told {
    fn drop(&mut self) {
        let cut = io::Error::new(io::ErrorKind::ConnectionAborted, "the connection is cut");
        self.0.finish(Some(cut.into()));
    }
}

/// A connection on which frames are read and written.
struct Connection {
    socket: Socket,
    exchange: Arc<Exchange>,
    decoder: Decoder,
    /// What was read, and waits until the handler has taken the message before.
    unread: Bytes,
    /// Frames, or heads of frames.
    buffer: BytesMut,
    /// The payload behind what is in the buffer.
    payload: Bytes,
    has_unflushed: bool,
    pongs: VecDeque<Bytes>,
    pings: bool,
    close: Close,
    /// The other end has closed; nothing more comes.
    has_heard_close: bool,
    /// Nothing can be read any more: a broken protocol, or the end of the stream.
    is_deaf: bool,
    heard: Instant,
    ping: Duration,
    timer: Pin<Box<Sleep>>,
    /// Since when a ping waits for anything to come.
    is_asking: bool,
}

/// Our close frame.
#[derive(Debug, PartialEq, Eq)]
enum Close {
    No,
    /// In the buffer, or sent: nothing may follow.
    Written,
}

impl Connection {
    fn new(socket: Socket, exchange: &Arc<Exchange>, settings: &WebSocketSettings) -> Self {
        let heard = Instant::now();
        Connection {
            socket,
            exchange: Arc::clone(exchange),
            decoder: Decoder::new(settings.frame_limit, settings.message_limit),
            unread: Bytes::new(),
            buffer: BytesMut::new(),
            payload: Bytes::new(),
            has_unflushed: false,
            pongs: VecDeque::new(),
            pings: false,
            close: Close::No,
            has_heard_close: false,
            is_deaf: false,
            heard,
            ping: settings.ping,
            timer: Box::pin(sleep_until(after(heard, settings.ping))),
            is_asking: false,
        }
    }

    /// Reads and writes as far as it goes; ready when all is said, on both sides.
    fn poll(&mut self, task: &mut TaskContext<'_>) -> Poll<()> {
        self.exchange.is_kept_by(task.waker());
        if let Err(error) = self.read(task) {
            self.fail(error);
        }
        match self.write(task) {
            Poll::Ready(Ok(())) if self.is_over() => {
                self.exchange.finish(None);
                // The server closes first (section 7.1.1), whatever its handler still does.
                return Pin::new(&mut self.socket).poll_shutdown(task).map(drop);
            }
            Poll::Ready(Err(error)) => {
                self.exchange.finish(Some(error.into()));
                return Poll::Ready(());
            }
            Poll::Ready(Ok(())) | Poll::Pending => {}
        }
        self.time(task)
    }

    /// Whether both close frames have been, or ours has told the other end why nothing more is read.
    fn is_over(&self) -> bool {
        self.close == Close::Written && (self.has_heard_close || self.is_deaf)
    }

    /// The other end has broken the protocol, or gone.
    fn fail(&mut self, error: WebSocketError) {
        self.is_deaf = true;
        self.unread = Bytes::new();
        match error.code() {
            Some(code) => self.exchange.close(code, &error_reason(&error)),
            // Nobody is there to hear why.
            None => self.close = Close::Written,
        }
        self.exchange.finish(Some(error));
    }

    fn read(&mut self, task: &mut TaskContext<'_>) -> Result<(), WebSocketError> {
        let mut bytes = [MaybeUninit::uninit(); READ];
        while !self.is_deaf && !self.has_heard_close {
            if !self.exchange.has_room() {
                (self.heard, self.is_asking) = (Instant::now(), false); // it is we who do not listen
                return Ok(());
            }
            if self.unread.is_empty() {
                let mut into = ReadBuf::uninit(&mut bytes);
                match Pin::new(&mut self.socket).poll_read(task, &mut into) {
                    Poll::Pending => return Ok(()),
                    Poll::Ready(read) => read?,
                }
                let read = into.filled();
                if read.is_empty() {
                    return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
                }
                (self.heard, self.is_asking) = (Instant::now(), false);
                self.take(read, Bytes::copy_from_slice)?;
            } else {
                let unread = std::mem::take(&mut self.unread);
                self.take(&unread, |rest| unread.slice_ref(rest))?;
            }
        }
        Ok(())
    }

    /// Takes events from what was read, as long as there is room for them; the rest is kept.
    fn take(&mut self, mut read: &[u8], keep: impl Fn(&[u8]) -> Bytes) -> Result<(), WebSocketError> {
        while let Some(event) = self.decoder.decode(&mut read)? {
            match event {
                Event::Text(text) => self.exchange.deliver(Message::Text(text)),
                Event::Binary(bytes) => self.exchange.deliver(Message::Binary(bytes)),
                Event::Ping(payload) => {
                    if self.pongs.len() == PONGS {
                        self.pongs.pop_front();
                    }
                    self.pongs.push_back(payload);
                }
                Event::Pong => {}
                Event::Close(closing) => {
                    self.has_heard_close = true;
                    // It is answered with its own code, once what waits is sent (section 5.5.1).
                    self.exchange.answer_close(closing.map(|(code, _)| code));
                    self.exchange.finish(None);
                    return Ok(());
                }
            }
            if !self.exchange.has_room() {
                self.unread = keep(read);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes what there is; ready when nothing is left.
    fn write(&mut self, task: &mut TaskContext<'_>) -> Poll<io::Result<()>> {
        loop {
            self.fill();
            let bytes = if self.buffer.is_empty() { &*self.payload } else { &*self.buffer };
            if bytes.is_empty() {
                if self.has_unflushed {
                    ready!(Pin::new(&mut self.socket).poll_flush(task))?;
                    self.has_unflushed = false;
                }
                self.buffer = BytesMut::new(); // an idle connection keeps nothing
                return Poll::Ready(Ok(()));
            }
            let written = ready!(Pin::new(&mut self.socket).poll_write(task, bytes))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.has_unflushed = true;
            if self.buffer.is_empty() { self.payload.advance(written) } else { self.buffer.advance(written) }
        }
    }

    /// Puts frames into the buffer, in the order: answers to pings, messages, the close frame.
    fn fill(&mut self) {
        while self.close == Close::No && self.payload.is_empty() && self.buffer.len() < SMALL {
            let (opcode, payload) = if let Some(payload) = self.pongs.pop_front() {
                (Opcode::Pong, payload)
            } else if std::mem::take(&mut self.pings) {
                (Opcode::Ping, Bytes::new())
            } else if let Some(next) = self.exchange.next() {
                (next.opcode, next.payload)
            } else if let Some(payload) = self.exchange.closing() {
                self.close = Close::Written;
                self.timer.as_mut().reset(after(Instant::now(), CLOSING));
                (Opcode::Close, payload)
            } else {
                return;
            };
            write_head(opcode, payload.len(), &mut self.buffer);
            if payload.len() <= SMALL {
                self.buffer.extend_from_slice(&payload);
            } else {
                self.payload = payload;
            }
        }
    }

    /// Asks an other end that is silent whether it is there, and gives up one that does not answer.
    fn time(&mut self, task: &mut TaskContext<'_>) -> Poll<()> {
        while self.timer.as_mut().poll(task).is_ready() {
            if self.close == Close::Written {
                self.exchange.finish(None);
                return Poll::Ready(());
            }
            let now = Instant::now();
            let due = after(self.heard, self.ping);
            if now < due {
                self.timer.as_mut().reset(due);
            } else if self.is_asking {
                self.fail(WebSocketError::Silent);
                return Poll::Ready(());
            } else {
                (self.is_asking, self.pings) = (true, true);
                self.timer.as_mut().reset(after(now, self.ping));
                if let Poll::Ready(Err(error)) = self.write(task) {
                    self.exchange.finish(Some(error.into()));
                    return Poll::Ready(());
                }
            }
        }
        Poll::Pending
    }
}

/// A time that never comes is a long one.
fn after(instant: Instant, time: Duration) -> Instant {
    instant.checked_add(time).unwrap_or_else(|| instant + Duration::from_secs(365 * 24 * 60 * 60))
}

fn error_reason(error: &WebSocketError) -> String {
    match error {
        WebSocketError::Protocol { reason, .. } => (*reason).to_owned(),
        other => other.to_string(),
    }
}
