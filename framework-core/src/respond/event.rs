//! One server-sent event, and how it is written (WHATWG HTML, section 9.2.5).

use std::{
    fmt::{self, Write as _},
    time::Duration,
};

use bytes::Bytes;

use crate::{BoxError, bean::Json};

/// One event, or what tells the browser something without being one.
///
/// Browsers show scripts only events with data, be it empty.
///
/// ```
/// # use framework_core as framework;
/// use std::time::Duration;
/// use framework::Event;
///
/// let joined = Event::data("Ada").event("joined").id("7");
/// let numbers = Event::json(&[1, 2, 3]);
/// let patience = Event::new().retry(Duration::from_secs(5));
/// # let _ = (joined, numbers, patience);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    comment: Option<String>,
    retry: Option<Duration>,
    id: Option<String>,
    event: Option<String>,
    /// What could not be written is an error in its place in the stream.
    data: Option<Result<String, String>>,
}

impl Event {
    /// An event without data.
    #[must_use]
    pub fn new() -> Self {
        Event::default()
    }

    /// An event with data: any text; each of its lines is sent as one, and a browser joins them by `\n`.
    #[must_use]
    pub fn data(text: impl Into<String>) -> Self {
        Event { data: Some(Ok(text.into())), ..Event::default() }
    }

    /// An event whose data is a bean or another value, as JSON.
    ///
    /// A value that cannot be written is an error where the event would be sent: the stream ends there.
    #[must_use]
    pub fn json<T: Json + ?Sized>(value: &T) -> Self {
        let data = serde_json::to_string(value).map_err(|error| error.to_string());
        Event { data: Some(data), ..Event::default() }
    }

    /// Its name, which a script listens for; `message`, unless set. Line breaks and NUL in it become spaces.
    #[must_use]
    pub fn event(mut self, name: impl Into<String>) -> Self {
        self.event = Some(one_line(name.into()));
        self
    }

    /// What a browser sends as `Last-Event-ID` when it connects again. Line breaks and NUL in it become spaces.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(one_line(id.into()));
        self
    }

    /// How long a browser waits before it connects again, from now on; in whole milliseconds.
    #[must_use]
    pub fn retry(mut self, wait: Duration) -> Self {
        self.retry = Some(wait);
        self
    }

    /// A comment, for whoever reads the wire. Line breaks and NUL in it become spaces.
    #[must_use]
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(one_line(text.into()));
        self
    }

    pub(super) fn written(self) -> Result<Bytes, BoxError> {
        let data = self.data.transpose().map_err(|error| format!("an event cannot be written: {error}"))?;
        let mut text = String::with_capacity(data.as_ref().map_or(0, String::len) + 32);
        let mut field = |name: &str, value: &dyn fmt::Display| writeln!(text, "{name}: {value}");
        self.comment.map(|comment| field("", &comment)).transpose()?;
        self.retry.map(|wait| field("retry", &wait.as_millis())).transpose()?;
        self.id.map(|id| field("id", &id)).transpose()?;
        self.event.map(|name| field("event", &name)).transpose()?;
        for line in data.as_deref().into_iter().flat_map(lines) {
            field("data", &line)?;
        }
        text.push('\n');
        Ok(text.into())
    }
}

/// The lines as the event stream's grammar separates them: at LF, CR, and both together. A text has one at least.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (line, end) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
        rest = end.strip_prefix("\r\n").or(end.get(1..));
        Some(line)
    })
}

fn one_line(text: String) -> String {
    if text.contains(BREAKS) { text.replace(BREAKS, " ") } else { text }
}

/// An id with a NUL is ignored; what follows a line break would be a field of its own.
const BREAKS: [char; 3] = ['\r', '\n', '\0'];

/// What the stream of a [`Sse`](crate::Sse) may consist of.
#[diagnostic::on_unimplemented(
    message = "a stream of `{Self}` cannot be sent as events",
    label = "neither an `Event` nor text",
    note = "the items are `Event`, `String`, `&'static str`, or a `Result` of these; a bean becomes one by `Event::json(&bean)`"
)]
pub trait IntoEvent {
    /// The event.
    ///
    /// # Errors
    /// What ends the stream.
    fn into_event(self) -> Result<Event, BoxError>;
}

impl IntoEvent for Event {
    fn into_event(self) -> Result<Event, BoxError> {
        Ok(self)
    }
}

impl IntoEvent for String {
    fn into_event(self) -> Result<Event, BoxError> {
        Ok(Event::data(self))
    }
}

impl IntoEvent for &'static str {
    fn into_event(self) -> Result<Event, BoxError> {
        Ok(Event::data(self))
    }
}

impl<T: IntoEvent, E: Into<BoxError>> IntoEvent for Result<T, E> {
    fn into_event(self) -> Result<Event, BoxError> {
        self.map_err(Into::into)?.into_event()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(event: Event) -> String {
        String::from_utf8(event.written().expect("an event").into()).expect("text")
    }

    #[test]
    fn events_are_written_by_the_grammar() {
        let all = Event::data("d").event("e").id("i").retry(Duration::from_millis(1500)).comment("c");
        let cases = [
            (Event::new(), "\n"),
            (Event::data("a"), "data: a\n\n"),
            (Event::data(""), "data: \n\n"),
            (Event::data(" a"), "data:  a\n\n"),
            (Event::data("a\nb"), "data: a\ndata: b\n\n"),
            (Event::data("a\rb"), "data: a\ndata: b\n\n"),
            (Event::data("a\r\nb"), "data: a\ndata: b\n\n"),
            (Event::data("\n\r\r\n"), "data: \ndata: \ndata: \ndata: \n\n"),
            (Event::json(&vec!["a\nb"]), "data: [\"a\\nb\"]\n\n"),
            (Event::new().comment("c"), ": c\n\n"),
            (Event::data("").event("").id(""), "id: \nevent: \ndata: \n\n"),
            (Event::data("a").event("x").event("y"), "event: y\ndata: a\n\n"),
            (all, ": c\nretry: 1500\nid: i\nevent: e\ndata: d\n\n"),
        ];
        for (event, expected) in cases {
            assert_eq!(written(event), expected);
        }
    }

    #[test]
    fn no_text_becomes_a_field_of_its_own() {
        for end in ["\n", "\r", "\r\n", "\n\n", "\r\r"] {
            let text = format!("x{end}event: evil\0");
            let events = [
                Event::data(&text),
                Event::json(&text),
                Event::data("d").event(&text),
                Event::data("d").id(&text),
                Event::data("d").comment(&text),
            ];
            for event in events {
                let written = written(event);
                let mut lines = written.split(['\r', '\n']);
                assert!(!lines.any(|line| line.starts_with("event: evil")), "{written:?}");
                assert_eq!(written.find("\n\n"), Some(written.len() - 2), "one event: {written:?}");
            }
        }
        assert_eq!(written(Event::new().id("a\0b")), "id: a b\n\n");
    }

    #[test]
    fn data_that_could_not_be_written_is_an_error() {
        let unwritable = Event { data: Some(Err("no".into())), ..Event::default() };
        assert!(unwritable.written().is_err());
    }
}
