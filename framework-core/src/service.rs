//! The whole life of a request, from its head to its response.

use std::{
    any::Any,
    convert::Infallible,
    future::poll_fn,
    net::SocketAddr,
    ops::Deref,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use http::{HeaderValue, Method, Uri, header, request::Parts, uri::PathAndQuery};

use crate::{
    Body, BoxError, HttpStatus, Invalid, Response,
    config::TrailingSlash,
    context::Context,
    extract::{Loaded, Needs, load},
    invalid::Causes,
    middleware::Endpoint,
    request::{Captures, RequestHead, RouteInfo},
    respond::sound,
    route::{BoxFuture, Call, Instance, Route, SyncCall},
    router::{Found, Router},
};

/// An application that is built and serves: a [`tower_service::Service`] that cannot fail.
///
/// ```no_run
/// # use framework_core as framework;
/// use framework::{App, Body, http::Request};
/// use tower::ServiceExt;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> framework::Result<()> {
/// let service = App::new().into_service().await?;
/// let Ok(response) = service.oneshot(Request::new(Body::empty())).await;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Service(pub(crate) Arc<Application>);

/// What a service consists of; immutable.
#[derive(Debug)]
pub(crate) struct Application {
    pub(crate) context: Arc<Context>,
    pub(crate) routes: Arc<Routes>,
    /// The layers with the routes inside; none where no layer was added.
    pub(crate) layers: Option<Endpoint>,
}

/// The routes with all that answering them takes.
#[derive(Debug)]
pub(crate) struct Routes {
    pub(crate) router: Router,
    /// By the router's numbers.
    pub(crate) served: Vec<Served>,
    /// Numbered behind them.
    pub(crate) mounts: Vec<Mount>,
    /// What answers where no route does.
    pub(crate) fallback: Option<Endpoint>,
    pub(crate) trailing_slash: TrailingSlash,
}

/// Something foreign below a prefix.
#[derive(Debug)]
pub(crate) struct Mount {
    segments: usize,
    endpoint: Endpoint,
}

impl Mount {
    pub(crate) fn new((prefix, endpoint): (String, Endpoint)) -> Self {
        Mount { segments: prefix.split('/').filter(|segment| !segment.is_empty()).count(), endpoint }
    }

    /// The target behind the prefix.
    fn strip(&self, uri: &Uri) -> Uri {
        let target = uri.path_and_query().map_or("/", PathAndQuery::as_str);
        let (path, query) = target.split_at(target.find('?').unwrap_or(target.len()));
        let behind = path.match_indices('/').nth(self.segments).map_or("", |(at, _)| &path[at..]);
        let slash = if behind.is_empty() { "/" } else { "" };
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = format!("{slash}{behind}{query}").parse().ok();
        Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
    }
}

/// Who answers a request.
enum Target<'r> {
    Route(&'r Served),
    Foreign(&'r Endpoint),
    Mount(&'r Mount),
    /// Nobody: this is the answer.
    Nobody(Box<Result<Response, Refusal>>),
}

/// A route with the controller that its function is called on.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    /// Its own number.
    pub(crate) index: usize,
    pub(crate) route: &'static Route,
    pub(crate) controller: Arc<Instance>,
}

/// The answer to a request: there at once, or on its way.
///
/// A route whose arguments need no waiting is answered in the call itself: no future is made for it.
#[must_use = "futures do nothing unless polled"]
pub struct Answer(Progress);

enum Progress {
    Ready(Option<Response>),
    Pending(BoxFuture<'static, Response>),
}

/// Answers a request: layers, if any, then the route, then the last touches.
///
/// `owner` keeps the application alive while the answer is on its way. It is cloned only then, and each connection
/// has one of its own: a count that all cores share would be paid for by every request.
pub(crate) fn respond<O>(owner: &O, parts: Parts, body: Body, peer: Option<SocketAddr>) -> Answer
where
    O: Deref<Target = Application> + Clone + Send + Sync + 'static,
{
    let application: &Application = owner;
    let bodiless = parts.method == Method::HEAD;
    if application.layers.is_some() {
        let owner = owner.clone();
        return Answer::pending(async move { finish(owner.through_layers(parts, body, peer).await, bodiless) });
    }
    let mut loaded = Loaded::new(RequestHead::new(parts, peer));
    match application.routes.find(loaded.head_mut()) {
        Target::Nobody(answer) => Answer::ready(finish(*answer, bodiless)),
        Target::Foreign(_) | Target::Mount(_) => {
            let owner = owner.clone();
            Answer::pending(async move { finish(owner.routes.answer(&owner.context, loaded, body).await, bodiless) })
        }
        Target::Route(served) => match served.route.call {
            Call::Sync(call) if !served.route.needs.has(Needs::BODY) => {
                let answer = served.call_now(call, &application.context, &mut loaded);
                Answer::ready(finish(answer, bodiless))
            }
            _ => {
                let (owner, index, loaded) = (owner.clone(), served.index, Box::new(loaded));
                Answer::pending(async move {
                    let served = &owner.routes.served[index];
                    finish(served.call_later(&owner.context, loaded, body).await, bodiless)
                })
            }
        },
    }
}

impl Routes {
    /// Who answers; a route is noted in the head.
    fn find(&self, head: &mut RequestHead) -> Target<'_> {
        match self.router.find(&head.parts.method, head.path()) {
            Found::Route(index, captures) => self.target(head, index, captures),
            Found::Nothing => match self.without_slash(head) {
                Some(target) => target,
                None => match &self.fallback {
                    Some(fallback) if self.router.allowed(head.path()).is_empty() => Target::Foreign(fallback),
                    _ => Target::Nobody(Box::new(self.unrouted(head))),
                },
            },
            Found::BadPath => {
                let invalid = Invalid::bad_request("the path is not percent-encoded UTF-8");
                Target::Nobody(Box::new(Err(Refusal::of(invalid, head))))
            }
        }
    }

    fn target(&self, head: &mut RequestHead, index: usize, captures: Captures) -> Target<'_> {
        let Some(served) = self.served.get(index) else {
            return Target::Mount(&self.mounts[index - self.served.len()]);
        };
        head.captures = captures;
        head.route = Some(&served.route.info);
        Target::Route(served)
    }

    /// `/a/` where only `/a` is a route, as `http.trailing_slash` has it.
    #[cold]
    fn without_slash(&self, head: &mut RequestHead) -> Option<Target<'_>> {
        let path = head.path().strip_suffix('/').filter(|path| !path.is_empty())?;
        let found = self.router.find(&head.parts.method, path);
        let Found::Route(index, captures) = found else { return None };
        match self.trailing_slash {
            TrailingSlash::Strict => None,
            TrailingSlash::Ignore => Some(self.target(head, index, captures)),
            TrailingSlash::Redirect => {
                // A backslash is a slash to browsers; what matches has no empty segment, so `//host` cannot come out.
                let query = head.uri().query().map_or_else(String::new, |query| format!("?{query}"));
                let location = format!("{}{query}", path.replace('\\', "%5C"));
                let mut response = Response::new(Body::empty());
                *response.status_mut() = http::StatusCode::PERMANENT_REDIRECT;
                response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(&location).ok()?);
                Some(Target::Nobody(Box::new(Ok(response))))
            }
        }
    }

    /// The answer of whoever answers.
    async fn answer(&self, context: &Arc<Context>, mut loaded: Loaded, body: Body) -> Result<Response, Refusal> {
        let (endpoint, mount) = match self.find(loaded.head_mut()) {
            Target::Nobody(answer) => return *answer,
            Target::Route(served) => return served.call_later(context, Box::new(loaded), body).await,
            Target::Foreign(endpoint) => (endpoint, None),
            Target::Mount(mount) => (&mount.endpoint, Some(mount)),
        };
        let mut parts = loaded.into_head().parts;
        let uri = parts.uri.clone();
        if let Some(mount) = mount {
            parts.uri = mount.strip(&uri);
        }
        let request = http::Request::from_parts(parts, body);
        let answer = caught(async move { endpoint.answer(request).await }).await;
        let answer = answer.unwrap_or_else(|panic| Err(Invalid::internal(told("a mounted service", panic))));
        answer.and_then(sound).map_err(|invalid| Refusal { invalid, path: uri.path().to_owned() })
    }

    /// 405 and `OPTIONS` where the path is known, 501 where the method is not, 404 otherwise.
    #[cold]
    fn unrouted(&self, head: &RequestHead) -> Result<Response, Refusal> {
        let (method, path) = (head.method(), head.path());
        let refuse = |invalid| Err(Refusal::of(invalid, head));
        if !self.router.knows(method) {
            return refuse(Invalid::new(
                HttpStatus::NOT_IMPLEMENTED,
                format!("the method {method} is not implemented"),
            ));
        }
        let allowed = self.router.allowed(path);
        if allowed.is_empty() && method != Method::CONNECT {
            // Whoever develops it sees in the browser what was near.
            return match crate::near_misses::page(head, self.served.iter().map(|served| &served.route.info)) {
                Some(page) if cfg!(debug_assertions) => Ok(page),
                _ => refuse(Invalid::of(HttpStatus::NOT_FOUND)),
            };
        }
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        if method != Method::OPTIONS {
            return refuse(Invalid::of(HttpStatus::METHOD_NOT_ALLOWED).header("allow", allowed));
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = http::StatusCode::NO_CONTENT;
        if let Ok(allowed) = HeaderValue::from_str(&allowed) {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        Ok(response)
    }
}

impl Served {
    /// Calls a synchronous handler that needs no body; a panic in it ends this request alone.
    fn call_now(&self, call: SyncCall, context: &Arc<Context>, loaded: &mut Loaded) -> Result<Response, Refusal> {
        self.attach(context, loaded);
        self.call(call, context, loaded).map_err(|invalid| Refusal::of(invalid, loaded.head()))
    }

    /// Loads what the route needs and calls its function.
    async fn call_later(
        &self,
        context: &Arc<Context>,
        mut loaded: Box<Loaded>,
        body: Body,
    ) -> Result<Response, Refusal> {
        self.attach(context, &mut loaded);
        match self.route.call {
            Call::Sync(call) => {
                let answer = match load(&mut loaded, body, self.route.needs, context).await {
                    Ok(()) => self.call(call, context, &loaded),
                    Err(invalid) => Err(invalid),
                };
                answer.map_err(|invalid| Refusal::of(invalid, loaded.head()))
            }
            Call::Async(call) => {
                let uri = loaded.head().uri().clone();
                let answer = caught(call(context, &*self.controller, loaded, body)).await;
                let answer = answer.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic)));
                answer.map_err(|invalid| Refusal { invalid, path: uri.path().to_owned() })
            }
        }
    }

    fn call(&self, call: SyncCall, context: &Context, loaded: &Loaded) -> Result<Response, Invalid> {
        catch_unwind(AssertUnwindSafe(|| call(context, &*self.controller, loaded)))
            .unwrap_or_else(|panic| Err(panicked(&self.route.info, panic)))
    }

    fn attach(&self, context: &Arc<Context>, loaded: &mut Loaded) {
        if self.route.needs.has(Needs::CONTEXT) {
            loaded.head_mut().context = Some(Arc::clone(context));
        }
    }
}

impl Application {
    /// Through the layers; they see which route will answer as the extension `&'static RouteInfo`.
    async fn through_layers(
        &self,
        mut parts: Parts,
        body: Body,
        peer: Option<SocketAddr>,
    ) -> Result<Response, Refusal> {
        let Some(layers) = &self.layers else { unreachable!("called only with layers") };
        let found = self.routes.router.find(&parts.method, parts.uri.path());
        if let Found::Route(index, _) = found
            && let Some(served) = self.routes.served.get(index)
        {
            parts.extensions.insert::<&'static RouteInfo>(&served.route.info);
        }
        parts.extensions.insert(Peer(peer));
        let uri = parts.uri.clone();
        let request = http::Request::from_parts(parts, body);
        let answer = caught(async move { layers.answer(request).await }).await;
        let answer = answer.unwrap_or_else(|panic| Err(Invalid::internal(told("a layer", panic))));
        answer.and_then(sound).map_err(|invalid| Refusal { invalid, path: uri.path().to_owned() })
    }
}

/// What answers inside the layers. A layer may have rewritten the target, so the route is found anew.
pub(crate) fn innermost(context: Arc<Context>, routes: Arc<Routes>) -> Endpoint {
    Endpoint::innermost(move |parts, body| {
        let (context, routes) = (Arc::clone(&context), Arc::clone(&routes));
        Box::pin(async move {
            let peer = parts.extensions.get().and_then(|Peer(peer)| *peer);
            let loaded = Loaded::new(RequestHead::new(parts, peer));
            let answer = routes.answer(&context, loaded, body).await;
            answer.map_err(|refusal| refusal.invalid)
        })
    })
}

/// The address of the other end, on its way through the layers.
#[derive(Clone, Copy)]
struct Peer(Option<SocketAddr>);

/// Why a request is not answered, and what it asked for.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) invalid: Invalid,
    pub(crate) path: String,
}

impl Refusal {
    #[cold]
    fn of(invalid: Invalid, head: &RequestHead) -> Self {
        Refusal { invalid, path: head.path().to_owned() }
    }
}

/// The last touches: refusals are rendered, and `HEAD` gets no body.
fn finish(answer: Result<Response, Refusal>, bodiless: bool) -> Response {
    let response = answer.unwrap_or_else(|refusal| render(refusal.invalid, &refusal.path));
    if bodiless { without_body(response) } else { response }
}

/// The one place where an `Invalid` becomes a response; what it keeps private is logged.
#[cold]
pub(crate) fn render(invalid: Invalid, path: &str) -> Response {
    let status = invalid.status();
    if let Some(source) = invalid.source() {
        let causes = catch_unwind(AssertUnwindSafe(|| Causes(source).to_string()));
        let causes = causes.unwrap_or_else(|panic| {
            forget(panic);
            "the text of the error panicked".to_owned()
        });
        if status.is_server_error() {
            tracing::error!(target: "framework", path, %status, "{causes}");
        } else {
            tracing::debug!(target: "framework", path, %status, "{causes}");
        }
    }
    invalid.into_response(path)
}

/// The answer to `HEAD`: the length stays, the body goes (RFC 9110, section 9.3.2).
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.len().filter(|length| *length > 0) {
        parts.headers.entry(header::CONTENT_LENGTH).or_insert(length.into());
    }
    Response::from_parts(parts, Body::empty())
}

type Panic = Box<dyn Any + Send>;

/// Runs a future; a panic in it is a value.
async fn caught<F: Future>(future: F) -> Result<F::Output, Panic> {
    let mut future = pin!(future);
    poll_fn(|task| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(task))) {
        Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}

#[cold]
fn panicked(route: &RouteInfo, panic: Panic) -> Invalid {
    let RouteInfo { function, file, line, .. } = route;
    Invalid::internal(told(&format!("handler {function} ({file}:{line})"), panic))
}

/// Who panicked, and with which words.
#[cold]
fn told(who: &str, panic: Panic) -> String {
    let text = format!("{who} panicked: {}", panic_message(&*panic));
    forget(panic);
    text
}

/// Drops what a panic carried; that may panic again.
fn forget(panic: Panic) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(panic))) {
        std::mem::forget(again); // two are enough
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("not a text")
}

impl<B> tower_service::Service<http::Request<B>> for Service
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let (parts, body) = request.into_parts();
        respond(&self.0, parts, Body::new(body), None)
    }
}

impl Answer {
    pub(crate) fn ready(response: Response) -> Self {
        Answer(Progress::Ready(Some(response)))
    }

    fn pending(future: impl Future<Output = Response> + Send + 'static) -> Self {
        Answer(Progress::Pending(Box::pin(future)))
    }
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Progress::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                None => Poll::Pending, // it has been taken: nobody polls again
            },
            Progress::Pending(future) => future.as_mut().poll(task).map(Ok),
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer")
    }
}
