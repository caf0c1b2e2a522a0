//! Asks an application without a socket, and judges what every answer must be.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use framework::{
    App, Body, TestApp, TestRequest, TestResponse,
    bytes::Bytes,
    serde_json::Value,
    tokio::runtime::{Builder, Runtime},
};
use http_body::Frame;

/// A visitor's text that no refusal may show; sent as a value, never as a name.
pub const SECRET: &str = "s3cr3t-v4lu3";

/// More helps nobody, however much was sent.
const LONGEST_REFUSAL: usize = 64 * 1024;

/// An application and the one thread that it runs on.
pub struct Asked {
    runtime: Runtime,
    app: TestApp,
}

/// An answer that is sound.
#[derive(Debug, PartialEq)]
pub enum Answer {
    /// 200, and the body.
    Accepted(String),
    /// A problem.
    Refused(Refusal),
}

/// A refusal.
#[derive(Debug, PartialEq)]
pub struct Refusal {
    pub status: u16,
    pub problem: Value,
}

impl Asked {
    /// What a 500 keeps private is printed.
    #[must_use]
    pub fn new(app: App) -> Self {
        let subscriber = tracing_subscriber::fmt().without_time().with_max_level(tracing_level()).finish();
        let _again = tracing_subscriber::util::SubscriberInitExt::try_init(subscriber);
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        Asked { runtime, app: app.test() }
    }

    /// Sends a request.
    pub fn ask(&self, request: impl FnOnce(&TestApp) -> TestRequest) -> Answer {
        let (answer, _) = self.ask_whole(request);
        answer
    }

    /// Sends a request; with the whole response.
    ///
    /// # Panics
    /// On anything but a 200 and a short problem. A panic of the pipeline is a 500.
    pub fn ask_whole(&self, request: impl FnOnce(&TestApp) -> TestRequest) -> (Answer, TestResponse) {
        let response = self.runtime.block_on(request(&self.app).into_future());
        let answer = match response.status().code() {
            200 => Answer::Accepted(String::from_utf8_lossy(response.bytes()).into_owned()),
            status @ (400 | 403 | 413 | 415 | 422) => Answer::Refused(Refusal { status, problem: problem(&response) }),
            _ => panic!("{response:?}"),
        };
        (answer, response)
    }
}

fn tracing_level() -> tracing_subscriber::filter::LevelFilter {
    tracing_subscriber::filter::LevelFilter::ERROR
}

/// A refusal, which has a form and an end.
fn problem(response: &TestResponse) -> Value {
    response.assert_header("content-type", "application/problem+json");
    let length = response.bytes().len();
    assert!(length <= LONGEST_REFUSAL, "a refusal of {length} bytes: {response:?}");
    let problem: Value = response.json();
    assert_eq!(problem["status"], response.status().code(), "{problem}");
    for member in ["type", "title", "detail", "instance"] {
        assert!(problem[member].is_string(), "{member}: {problem}");
    }
    for error in problem.get("errors").map(|errors| errors.as_array().expect("a list")).into_iter().flatten() {
        let places = ["path", "query", "header", "cookie", "form", "body", "session", "request"];
        assert!(error["in"].as_str().is_some_and(|place| places.contains(&place)), "{problem}");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{problem}");
        assert!(error["rule"].is_null() || error["pointer"].is_string(), "{problem}");
    }
    problem
}

impl Answer {
    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Answer::Accepted(_) => 200,
            Answer::Refused(refusal) => refusal.status,
        }
    }

    /// The body of a 200.
    #[must_use]
    pub fn accepted(&self) -> Option<&str> {
        match self {
            Answer::Accepted(body) => Some(body),
            Answer::Refused(_) => None,
        }
    }

    /// The problem of a refusal.
    #[must_use]
    pub fn refused(&self) -> Option<&Refusal> {
        match self {
            Answer::Accepted(_) => None,
            Answer::Refused(refusal) => Some(refusal),
        }
    }

    /// # Panics
    /// When it is not this value, or has not as many errors.
    pub fn assert_is(&self, expected: Result<Value, usize>) {
        match (self, expected) {
            (Answer::Accepted(body), Ok(expected)) => {
                let found: Value = framework::serde_json::from_str(body).expect("JSON");
                assert_eq!(found, expected);
            }
            (Answer::Refused(refusal), Err(errors)) => {
                assert_eq!((refusal.status, refusal.errors().len()), (400, errors), "{refusal:?}");
            }
            (answer, expected) => panic!("{answer:?}, expected {expected:?}"),
        }
    }

    /// # Panics
    /// When a refusal shows what it must not.
    pub fn assert_secret(&self) {
        if let Answer::Refused(Refusal { problem, .. }) = self {
            assert!(!problem.to_string().contains(SECRET), "{problem}");
        }
    }
}

impl Refusal {
    /// The list of what is wrong, which may be empty.
    #[must_use]
    pub fn errors(&self) -> &[Value] {
        self.problem["errors"].as_array().map_or(&[], Vec::as_slice)
    }
}

/// A body that arrives in pieces; each is as long as the last of `sizes` says, which are taken in turn.
pub struct Pieces {
    rest: Bytes,
    sizes: Vec<usize>,
    turn: usize,
}

impl Pieces {
    /// A body of these bytes.
    #[must_use]
    pub fn body(bytes: Vec<u8>, sizes: Vec<usize>) -> Body {
        Body::new(Pieces { rest: bytes.into(), sizes, turn: 0 })
    }
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let size = self.sizes.get(self.turn % self.sizes.len().max(1)).copied().unwrap_or(usize::MAX);
        self.turn += 1;
        let size = size.clamp(1, self.rest.len());
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(size)))))
    }
}
