//! A response of a test.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, header, response::Parts};
use serde::de::DeserializeOwned;

use super::{
    TestProblem,
    exchange::{Asked, message},
    logs::Logs,
    text,
};
use crate::{HttpStatus, Response};

/// A response, read whole. It prints as the request, the response and what was logged meanwhile; so does the end of a
/// test whose assertion fails.
pub struct TestResponse {
    // In boxes: a call by name has it as its error.
    pub(super) asked: Box<Asked>,
    pub(super) parts: Box<Parts>,
    pub(super) body: Bytes,
    pub(super) logs: Logs,
}

/// How long a stream may take that is read whole; one without an end is read by [`stream`](super::TestRequest::stream).
const LONGEST: Duration = Duration::from_secs(60);

/// How many bytes a response may have that is read whole.
const LARGEST: u64 = 1024 * 1024 * 1024;

impl TestResponse {
    pub(super) async fn read(asked: Asked, response: Response, logs: Logs) -> Self {
        let (parts, body) = response.into_parts();
        let is_stream = body.is_stream();
        let mut response = TestResponse::without_body(asked, parts, logs);
        let read = body.read(LARGEST);
        let read = response.logs.during(async {
            let late = || format!("the body has no end after {LONGEST:?}; read it piece by piece, by `stream()`");
            let read =
                if is_stream { tokio::time::timeout(LONGEST, read).await.map_err(|_| late())? } else { read.await };
            read.map_err(|error| format!("the body broke off: {error}"))
        });
        match read.await {
            Ok(body) => response.body = body,
            Err(problem) => response.fail(&problem),
        }
        response
    }

    pub(super) fn without_body(asked: Asked, parts: Parts, logs: Logs) -> Self {
        TestResponse { asked: Box::new(asked), parts: Box::new(parts), body: Bytes::new(), logs }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> HttpStatus {
        self.parts.status.into()
    }

    /// All header fields.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The first value of a header field, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// The value of a cookie that it sets, decoded. One that it removes is empty.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.parts.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = set.filter_map(|cookie| cookie.split(';').next()?.split_once('='));
        pairs.rfind(|(known, _)| *known == name).map(|(_, value)| text::decoded(value))
    }

    /// The body.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    ///
    /// # Panics
    /// When it is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn text(&self) -> &str {
        match str::from_utf8(&self.body) {
            Ok(text) => text,
            Err(error) => self.fail(&format!("the body is not UTF-8: {error}")),
        }
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not such JSON.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => self.fail(&format!("the body is no `{}`: {error}", std::any::type_name::<T>())),
        }
    }

    /// The body as a problem (RFC 9457): what the request was refused with.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    #[track_caller]
    pub fn problem(&self) -> TestProblem {
        match self.as_problem() {
            Some(problem) => problem,
            None => self.fail("the body is no problem+json"),
        }
    }

    fn as_problem(&self) -> Option<TestProblem> {
        let is_problem = self.header("content-type").is_some_and(|value| value.contains("problem+json"));
        TestProblem::read(serde_json::from_slice(&self.body).ok().filter(|_| is_problem)?)
    }

    /// What was logged while it was made, a line each: `DEBUG` and above, whatever the level of the log is.
    ///
    /// It holds what the handler has logged, also with `#[blocking]`, but not what a task has that it spawned.
    #[must_use]
    pub fn logs(&self) -> String {
        self.logs.text()
    }

    #[track_caller]
    pub(super) fn fail(&self, problem: &str) -> ! {
        panic!("{problem}\n\n{self}")
    }
}

/// As it prints, so that `unwrap` on a call by name says what came.
impl fmt::Debug for TestResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for TestResponse {}

impl fmt::Display for TestResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.status();
        write!(f, "{}\n\n  {} {}", self.asked, status.code(), status.reason())?;
        f.write_str(&message(&self.parts.headers, Some(&self.body)))?;
        let logs = self.logs();
        if logs.is_empty() {
            return f.write_str("\n");
        }
        writeln!(f, "\n\n  logged meanwhile:\n  {}", logs.replace('\n', "\n  "))
    }
}
