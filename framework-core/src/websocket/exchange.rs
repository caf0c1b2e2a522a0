//! What a handler and the task of its connection share: what came, what is to go, and how it ends.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context as TaskContext, Poll, Waker},
};

use bytes::Bytes;

use super::{
    Message, WebSocketError,
    frame::{close, code},
    message::Outgoing,
};

/// Bytes that may wait for the other end to read them; whoever sends more waits.
const ROOM: usize = 64 * 1024;

/// Between a handler and the task of its connection.
#[derive(Default)]
pub(super) struct Exchange(Mutex<State>);

#[derive(Default)]
struct State {
    /// One message for the handler: as long as it is there, nothing is read.
    received: Option<Message>,
    /// What is received is of no interest to anybody.
    discards: bool,
    waiting: VecDeque<Outgoing>,
    /// The bytes of them.
    bytes: usize,
    /// The payload of the close frame that is to be sent, or has been.
    closing: Option<Bytes>,
    /// Nothing more comes; none where that was said in order.
    end: Option<Option<WebSocketError>>,
    /// The code of the last error that the handler was given.
    failed: Option<u16>,
    /// Nobody has the WebSocket any more.
    is_abandoned: bool,
    handles: usize,
    receiver: Option<Waker>,
    /// More than one may send, and wait for the end.
    others: Vec<Waker>,
    keeper: Option<Waker>,
}

impl State {
    fn wake_keeper(&mut self) {
        if let Some(keeper) = self.keeper.take() {
            keeper.wake();
        }
    }

    fn wake_others(&mut self) {
        self.others.drain(..).for_each(Waker::wake);
    }

    fn wait(&mut self, task: &TaskContext<'_>) {
        if !self.others.iter().any(|known| known.will_wake(task.waker())) {
            self.others.push(task.waker().clone());
        }
    }

    fn close(&mut self, code: u16, reason: &str) {
        if self.closing.is_none() {
            self.closing = Some(close(code, reason));
            self.wake_keeper();
            self.wake_others();
        }
    }
}

/// The handler's side.
impl Exchange {
    /// The next message; none when the other end has closed.
    pub(super) fn poll_receive(&self, task: &TaskContext<'_>) -> Poll<Result<Option<Message>, WebSocketError>> {
        let mut state = self.state();
        state.failed = None;
        if let Some(message) = state.received.take() {
            state.wake_keeper();
            return Poll::Ready(Ok(Some(message)));
        }
        if let Some(end) = &mut state.end {
            let error = end.take(); // told once
            state.failed = error.as_ref().and_then(WebSocketError::code);
            return Poll::Ready(error.map_or(Ok(None), Err));
        }
        state.receiver = Some(task.waker().clone());
        Poll::Pending
    }

    /// What was received is no such value.
    pub(super) fn has_failed(&self, error: &WebSocketError) {
        self.state().failed = error.code();
    }

    /// Takes a message to be sent, when there is room for it.
    pub(super) fn poll_send(
        &self,
        message: &mut Option<Outgoing>,
        task: &TaskContext<'_>,
    ) -> Poll<Result<(), WebSocketError>> {
        let mut state = self.state();
        if state.end.is_some() || state.closing.is_some() {
            return Poll::Ready(Err(WebSocketError::Closed));
        }
        if state.bytes >= ROOM {
            state.wait(task);
            return Poll::Pending;
        }
        if let Some(message) = message.take() {
            state.bytes += message.payload.len();
            state.waiting.push_back(message);
            state.wake_keeper();
        }
        Poll::Ready(Ok(()))
    }

    /// Takes a message to be sent, unless so many wait already: whoever reads so slowly is closed.
    pub(super) fn offer(&self, message: &Outgoing, most: usize) -> bool {
        let mut state = self.state();
        if state.end.is_some() || state.closing.is_some() {
            return false;
        }
        if state.waiting.len() >= most {
            state.waiting.clear();
            state.bytes = 0;
            state.close(code::POLICY, "what is sent is read too slowly");
            return false;
        }
        state.bytes += message.payload.len();
        state.waiting.push_back(message.clone());
        state.wake_keeper();
        true
    }

    /// Begins to close; the first code counts.
    pub(super) fn close(&self, code: u16, reason: &str) {
        self.state().close(code, reason);
    }

    /// The handler has ended: well, or with the code of the error that it was given.
    pub(super) fn end(&self, is_well: bool) {
        let mut state = self.state();
        let code = if is_well { code::NORMAL } else { state.failed.unwrap_or(code::ERROR) };
        state.discards = true;
        state.received = None;
        state.close(code, "");
        state.wake_keeper();
    }

    /// Waits until nothing more comes.
    pub(super) fn poll_end(&self, task: &TaskContext<'_>) -> Poll<()> {
        let mut state = self.state();
        if state.end.is_some() {
            return Poll::Ready(());
        }
        state.wait(task);
        Poll::Pending
    }

    /// Nobody receives any more: what comes is dropped, so that pings and a close are still seen.
    pub(super) fn discard(&self) {
        let mut state = self.state();
        state.discards = true;
        state.received = None;
        state.wake_keeper();
    }

    /// Somebody more has it.
    pub(super) fn enter(&self) {
        self.state().handles += 1;
    }

    pub(super) fn leave(&self) {
        let mut state = self.state();
        state.handles -= 1;
        if state.handles == 0 {
            state.is_abandoned = true;
            state.wake_others();
        }
    }

    /// Waits until nobody has it any more.
    pub(super) fn poll_abandoned(&self, task: &TaskContext<'_>) -> Poll<()> {
        let mut state = self.state();
        if state.is_abandoned {
            return Poll::Ready(());
        }
        state.wait(task);
        Poll::Pending
    }

    pub(super) fn is_open(&self) -> bool {
        let state = self.state();
        state.end.is_none() && state.closing.is_none()
    }
}

/// The keeper's side.
impl Exchange {
    /// Who is woken when the handler has done something.
    pub(super) fn is_kept_by(&self, waker: &Waker) {
        let mut state = self.state();
        if !state.keeper.as_ref().is_some_and(|known| known.will_wake(waker)) {
            state.keeper = Some(waker.clone());
        }
    }

    /// Whether there is room for a message.
    pub(super) fn has_room(&self) -> bool {
        let state = self.state();
        state.discards || state.received.is_none()
    }

    /// A message for the handler, which has room for it.
    pub(super) fn deliver(&self, message: Message) {
        let mut state = self.state();
        if !state.discards && state.end.is_none() {
            state.received = Some(message);
            if let Some(receiver) = state.receiver.take() {
                receiver.wake();
            }
        }
    }

    /// The next message to be sent; what is closing sends what was there before.
    pub(super) fn next(&self) -> Option<Outgoing> {
        let mut state = self.state();
        let next = state.waiting.pop_front()?;
        state.bytes -= next.payload.len();
        if state.bytes < ROOM {
            state.wake_others();
        }
        Some(next)
    }

    /// The payload of the close frame, once there is one.
    pub(super) fn closing(&self) -> Option<Bytes> {
        self.state().closing.clone()
    }

    /// The other end has closed: it is answered with its own code.
    pub(super) fn answer_close(&self, code: Option<u16>) {
        let mut state = self.state();
        state.closing.get_or_insert_with(|| code.map_or_else(Bytes::new, |code| close(code, "")));
        state.wake_others();
    }

    /// Nothing more comes, in order or with an error. The first counts.
    pub(super) fn finish(&self, error: Option<WebSocketError>) {
        let mut state = self.state();
        state.end.get_or_insert(error);
        if let Some(receiver) = state.receiver.take() {
            receiver.wake();
        }
        state.wake_others();
    }

    /// A panic elsewhere leaves it whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange")
    }
}
