//! What becomes of a request that is refused: a response, made in one place for all of them.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use http::{HeaderMap, HeaderName, Method, StatusCode, header, request::Parts};

use super::{Answer, left};
use crate::{
    Body, BoxFuture, Invalid, Response,
    context::Context,
    extract::Loaded,
    front::{Exit, Front},
    invalid::{Causes, Form, InvalidHandler, Words},
    panics::{caught, forget, told},
    request::{RequestHead, Sender, X_REQUEST_ID},
    respond::sound,
    status::name_reason,
};

/// Why a request is not answered, and the request.
#[derive(Debug)]
pub(crate) struct Refusal {
    invalid: Invalid,
    request: Box<Loaded>,
}

impl Refusal {
    #[cold]
    pub(crate) fn of(mut invalid: Invalid, request: Box<Loaded>) -> Self {
        invalid.make_final();
        Refusal { invalid, request }
    }

    /// The response: at once where no function of the program makes it.
    #[cold]
    pub(super) fn answer(self, context: &Arc<Context>, front: &Arc<Front>, exit: Exit) -> Answer {
        if context.invalid_handlers.of(self.invalid.status()).is_none() {
            return Answer::ready(left(front, self.rendered_and_logged(), exit));
        }
        let (context, front) = (Arc::clone(context), Arc::clone(front));
        Answer::pending(async move { left(&front, self.answered(&context).await, exit) })
    }

    /// The response, over time.
    #[cold]
    pub(crate) fn answered(mut self, context: &Arc<Context>) -> BoxFuture<'_, Response> {
        self.log();
        Box::pin(async move {
            let Some(handler) = context.invalid_handlers.of(self.invalid.status()) else { return self.rendered() };
            self.request.head_mut().context = Some(Arc::clone(context));
            match handled(handler, &self.invalid, self.request.head(), context).await {
                Ok(response) => {
                    self.forget();
                    response
                }
                Err(failed) if failed.is_declined() => self.rendered(),
                Err(failed) => {
                    let InvalidHandler { function, file, line, .. } = handler;
                    let said = failed.to_string();
                    let failed = if failed.source().is_none() { failed.caused_by(said) } else { failed };
                    log(&failed, self.request.head(), &format!("invalid handler {function} ({file}:{line}) failed: "));
                    forget(Box::new(failed));
                    self.rendered()
                }
            }
        })
    }

    fn rendered_and_logged(self) -> Response {
        self.log();
        self.rendered()
    }

    /// The response in the form that the client prefers.
    fn rendered(self) -> Response {
        let head = self.request.head();
        let response = self.invalid.render(Form::of(head.headers()), head.path());
        self.forget();
        response
    }

    fn log(&self) {
        log(&self.invalid, self.request.head(), "");
    }

    /// The end of what is private is somebody else's code.
    fn forget(mut self) {
        if let Some(source) = self.invalid.take_source() {
            forget(Box::new(source));
        }
    }
}

/// What a function of the program answers.
async fn handled(
    handler: &InvalidHandler,
    invalid: &Invalid,
    head: &RequestHead,
    context: &Context,
) -> Result<Response, Invalid> {
    let answer = caught(async {
        let response = (handler.call)(invalid, head, context).await.or_else(Invalid::into_answer)?;
        // A file is sent whole: what the request says of conditions and ranges, it says of something else.
        let response = Body::finish(response, &without_fields(head), context).await?;
        sound(Ok(response))
    });
    let mut response = answer.await.unwrap_or_else(|panic| Err(Invalid::internal(told("it", panic))))?;
    if response.status() == StatusCode::OK {
        *response.status_mut() = invalid.status().into();
        name_reason(&mut response);
    }
    let headers = response.headers_mut();
    // Cookies are no field of which one is enough: the handler's own, too, are kept.
    let missing = |name: &&HeaderName| *name == header::SET_COOKIE || !headers.contains_key(*name);
    let missing: Vec<_> = invalid.headers().keys().filter(missing).collect();
    for name in missing {
        for value in invalid.headers().get_all(name) {
            headers.append(name, value.clone());
        }
    }
    Ok(response)
}

/// Tells the log what an `Invalid` keeps private.
fn log(invalid: &Invalid, head: &RequestHead, who: &str) {
    let Some(source) = invalid.source() else { return };
    // Its text is somebody else's code.
    let causes = catch_unwind(AssertUnwindSafe(|| Causes(source).to_string()));
    let causes = causes.unwrap_or_else(|panic| told("the text of the error", panic));
    let (path, status, route) = (head.path(), invalid.status(), head.route().map(|route| route.pattern));
    // Set by `http.request_id`, by a layer, or by a proxy before us.
    let request_id = head.header(X_REQUEST_ID.as_str());
    if status.is_server_error() || !who.is_empty() {
        tracing::error!(target: "framework", path, %status, route, request_id, "{who}{}", Words(causes));
    } else {
        tracing::debug!(target: "framework", path, %status, route, request_id, "{who}{}", Words(causes));
    }
}

/// What is kept of a request while somebody else's code has it, for the case that it fails: all where a function of
/// the program may look at it, otherwise what the rendering does.
pub(crate) fn kept<B>(request: &http::Request<B>, sender: Option<Sender>, context: &Context) -> Loaded {
    let sender = sender.or_else(|| request.extensions().get::<Sender>().cloned()).unwrap_or_default();
    let mut parts = head_of(request.method(), request.uri());
    if context.invalid_handlers.is_empty() {
        keep_told(&mut parts, request.headers());
    } else {
        (parts.version, parts.headers) = (request.version(), request.headers().clone());
        parts.extensions = request.extensions().clone();
    }
    Loaded::new(RequestHead::new(parts, sender))
}

/// The same of a request that a route of ours has; the log names the route.
pub(super) fn kept_of(head: &RequestHead, context: &Context) -> Loaded {
    let mut kept = without_fields(head);
    if context.invalid_handlers.is_empty() {
        keep_told(&mut kept.parts, head.headers());
    } else {
        kept.parts = head.parts.clone();
    }
    (kept.sender, kept.route, kept.captures) = (head.sender.clone(), head.route, head.captures.clone());
    Loaded::new(kept)
}

fn keep_told(parts: &mut Parts, fields: &HeaderMap) {
    for name in [header::ACCEPT, X_REQUEST_ID] {
        for value in fields.get_all(&name) {
            parts.headers.append(name.clone(), value.clone());
        }
    }
}

/// A head that says what is asked for, and under no conditions.
pub(super) fn without_fields(head: &RequestHead) -> RequestHead {
    RequestHead::new(head_of(head.method(), head.uri()), Sender::default())
}

fn head_of(method: &Method, uri: &http::Uri) -> Parts {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    (parts.method, parts.uri) = (method.clone(), uri.clone());
    parts
}

#[cfg(all(test, feature = "logging"))]
mod tests {
    use std::{
        io,
        sync::{Mutex, PoisonError},
    };

    use tracing_subscriber::util::SubscriberInitExt;

    use super::*;
    use crate::request::{RouteInfo, Sender};

    static ROUTE: RouteInfo = RouteInfo {
        methods: &["GET"],
        pattern: "/a/<b>",
        captures: &["b"],
        rank: 0,
        function: "a",
        module: "",
        package: "",
        file: "a.rs",
        line: 7,
        documentation: "",
        terms: crate::Terms::OPEN,
    };

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_names_the_route_and_the_request_and_no_line_of_it_is_a_visitors() {
        let request = http::Request::get("/a/%0A").header("x-request-id", b"7\xc2\x85".as_slice()).body(());
        let (parts, ()) = request.expect("a request").into_parts();
        let mut head = RequestHead::new(parts, Sender::default());
        head.route = Some(&ROUTE);
        let invalid = Invalid::internal("handler a (a.rs:7) panicked: oh");
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().without_time().with_ansi(false).with_writer(move || writer.clone());
        let logging = subscriber.set_default();
        let response = Refusal::of(invalid, Box::new(Loaded::new(head))).rendered_and_logged();
        drop(logging);
        assert_eq!(response.status(), 500);
        let told = String::from_utf8(log.0.lock().unwrap_or_else(PoisonError::into_inner).clone()).expect("UTF-8");
        for part in ["ERROR", "a.rs:7", "panicked: oh", r#"path="/a/%0A""#, r#"route="/a/<b>""#, r#"request_id="7"#] {
            assert!(told.contains(part), "{part}: {told}");
        }
        assert!(!told.contains('\u{85}'), "{told:?}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}
