//! What is logged while a request is answered, for the output of a test that fails.
//!
//! No global state: the subscriber is there while the answer is made, on the thread that makes it, and hands on
//! everything to the one that was there before.

use std::{
    fmt::{self, Write as _},
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use tracing::{
    Dispatch, Event, Id, Level, Metadata, Subscriber,
    dispatcher::{get_default, with_default},
    field::{Field, Visit},
    span::{Attributes, Record},
    subscriber::{Interest, NoSubscriber},
};

/// More would hide what matters.
const MOST: usize = 200;

/// Tells nobody anything. But where tracing knows of one subscriber alone, it asks that of the current thread whether a
/// new message is of interest, for all threads: without a second one, another test would decide that nobody listens.
static SECOND: OnceLock<Dispatch> = OnceLock::new();

/// The log of one request.
#[derive(Debug)]
pub(super) struct Logs {
    lines: Lines,
    subscriber: Dispatch,
}

impl Logs {
    /// An empty one.
    pub(super) fn new() -> Self {
        SECOND.get_or_init(|| Dispatch::new(NoSubscriber::new()));
        let lines = Lines::default();
        let subscriber = Dispatch::new(Capture { lines: lines.clone(), before: get_default(Dispatch::clone) });
        Logs { lines, subscriber }
    }

    /// Runs a future; what is logged meanwhile, `DEBUG` and above, is kept.
    ///
    /// A task that it spawns is not in it, unless it is spawned with the subscriber of its parent
    /// (`tracing::instrument::WithSubscriber`).
    pub(super) async fn during<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|task| with_default(&self.subscriber, || future.as_mut().poll(task))).await
    }

    /// What writes it, for handlers that run elsewhere.
    pub(super) fn subscriber(&self) -> Dispatch {
        self.subscriber.clone()
    }

    pub(super) fn text(&self) -> String {
        self.lines.0.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }
}

#[derive(Debug, Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn push(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match lines.len() {
            MOST => lines.push("… and more".to_owned()),
            0..MOST => lines.push(line),
            _ => {}
        }
    }
}

struct Capture {
    lines: Lines,
    before: Dispatch,
}

impl Capture {
    /// The number of a span that only we were told of.
    const OURS: u64 = u64::MAX;

    fn keeps(metadata: &Metadata<'_>) -> bool {
        !metadata.is_span() && *metadata.level() <= Level::DEBUG
    }

    fn is_before(id: &Id) -> bool {
        id.into_u64() != Capture::OURS
    }
}

impl Subscriber for Capture {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        Capture::keeps(metadata) || self.before.enabled(metadata)
    }

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        if Capture::keeps(metadata) {
            let mut line = Line::default();
            event.record(&mut line);
            self.lines.push(format!("{} {}: {}{}", metadata.level(), metadata.target(), line.message, line.fields));
        }
        if self.before.enabled(metadata) {
            self.before.event(event);
        }
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let is_before = self.before.enabled(span.metadata());
        if is_before { self.before.new_span(span) } else { Id::from_u64(Capture::OURS) }
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        if Capture::is_before(span) {
            self.before.record(span, values);
        }
    }

    fn record_follows_from(&self, span: &Id, follows: &Id) {
        if Capture::is_before(span) && Capture::is_before(follows) {
            self.before.record_follows_from(span, follows);
        }
    }

    fn enter(&self, span: &Id) {
        if Capture::is_before(span) {
            self.before.enter(span);
        }
    }

    fn exit(&self, span: &Id) {
        if Capture::is_before(span) {
            self.before.exit(span);
        }
    }

    fn clone_span(&self, span: &Id) -> Id {
        if Capture::is_before(span) { self.before.clone_span(span) } else { span.clone() }
    }

    fn try_close(&self, span: Id) -> bool {
        Capture::is_before(&span) && self.before.try_close(span)
    }
}

/// An event as one line.
#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _cannot_fail = match field.name() {
            "message" => write!(self.message, "{value:?}"),
            name => write!(self.fields, " {name}={value:?}"),
        };
    }
}
