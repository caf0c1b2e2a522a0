//! The whole life of a request, from its head to its response.

use std::{
    any::Any,
    convert::Infallible,
    future::poll_fn,
    net::SocketAddr,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use http::{HeaderValue, Method, header, request::Parts};

use crate::{
    Body, BoxError, HttpStatus, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs, load},
    invalid::Causes,
    middleware::Endpoint,
    request::{Request, RequestHead, RouteInfo},
    route::{BoxFuture, Call, Instance, Route},
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
}

/// A route with the controller that its function is called on.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    pub(crate) route: &'static Route,
    pub(crate) controller: Arc<Instance>,
}

impl Application {
    /// Answers a request: layers, if any, then the route, then the last touches.
    pub(crate) async fn respond(&self, parts: Parts, body: Body, peer: Option<SocketAddr>) -> Response {
        let bodiless = parts.method == Method::HEAD;
        let answer = match &self.layers {
            None => {
                let request = Request { head: RequestHead::new(parts, peer), body };
                self.routes.answer(&self.context, request).await
            }
            Some(layers) => through(layers, &self.routes.router, &self.routes.served, parts, body, peer).await,
        };
        let response = answer.unwrap_or_else(|refusal| render(refusal.invalid, &refusal.path));
        if bodiless { without_body(response) } else { response }
    }
}

impl Routes {
    /// Finds the route and runs it.
    pub(crate) async fn answer(&self, context: &Arc<Context>, mut request: Request) -> Result<Response, Refusal> {
        match self.router.find(&request.head.parts.method, request.head.path()) {
            Found::Route(index, captures) => {
                let served = &self.served[index];
                request.head.captures = captures;
                request.head.route = Some(&served.route.info);
                served.run(context, request).await
            }
            Found::Nothing => self.unrouted(&request.head),
            Found::BadPath => {
                let invalid = Invalid::bad_request("the path is not percent-encoded UTF-8");
                Err(Refusal::of(invalid, &request.head))
            }
        }
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
            return refuse(Invalid::of(HttpStatus::NOT_FOUND));
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
    /// Loads what the route needs and calls its function; a panic in there ends this request alone.
    async fn run(&self, context: &Arc<Context>, mut request: Request) -> Result<Response, Refusal> {
        let Route { info, needs, call, .. } = self.route;
        if needs.has(Needs::CONTEXT) {
            request.head.context = Some(Arc::clone(context));
        }
        match call {
            Call::Sync(call) if !needs.has(Needs::BODY) => {
                let loaded = Loaded::without_body(request.head);
                self.call_now(*call, context, &loaded).map_err(|invalid| Refusal::of(invalid, loaded.head()))
            }
            Call::Sync(call) => {
                let uri = request.head.uri().clone();
                let answer = match load(request.head, request.body, *needs, context).await {
                    Ok(loaded) => self.call_now(*call, context, &loaded),
                    Err(invalid) => Err(invalid),
                };
                answer.map_err(|invalid| Refusal { invalid, path: uri.path().to_owned() })
            }
            Call::Async(call) => {
                let uri = request.head.uri().clone();
                let answer = caught(call(context, &*self.controller, request)).await;
                let answer = answer.unwrap_or_else(|panic| Err(panicked(info, &*panic)));
                answer.map_err(|invalid| Refusal { invalid, path: uri.path().to_owned() })
            }
        }
    }

    fn call_now(&self, call: crate::route::SyncCall, context: &Context, loaded: &Loaded) -> Result<Response, Invalid> {
        catch_unwind(AssertUnwindSafe(|| call(context, &*self.controller, loaded)))
            .unwrap_or_else(|panic| Err(panicked(&self.route.info, &*panic)))
    }
}

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

/// Through the layers; they see which route will answer as the extension `&'static RouteInfo`.
async fn through(
    layers: &Endpoint,
    router: &Router,
    served: &[Served],
    mut parts: Parts,
    body: Body,
    peer: Option<SocketAddr>,
) -> Result<Response, Refusal> {
    if let Found::Route(index, _) = router.find(&parts.method, parts.uri.path()) {
        parts.extensions.insert::<&'static RouteInfo>(&served[index].route.info);
    }
    parts.extensions.insert(Peer(peer));
    let path = parts.uri.path().to_owned();
    let answer = caught(layers.answer(http::Request::from_parts(parts, body))).await;
    let answer = answer.unwrap_or_else(|panic| Err(Invalid::internal(panic_message(&*panic).to_owned())));
    answer.map_err(|invalid| Refusal { invalid, path })
}

/// What answers inside the layers. A layer may have rewritten the target, so the route is found anew.
pub(crate) fn innermost(context: Arc<Context>, routes: Arc<Routes>) -> Endpoint {
    Endpoint::innermost(move |parts, body| {
        let (context, routes) = (Arc::clone(&context), Arc::clone(&routes));
        Box::pin(async move {
            let peer = parts.extensions.get().and_then(|Peer(peer)| *peer);
            let request = Request { head: RequestHead::new(parts, peer), body };
            routes.answer(&context, request).await.map_err(|refusal| refusal.invalid)
        })
    })
}

/// The address of the other end, on its way through the layers.
#[derive(Clone, Copy)]
struct Peer(Option<SocketAddr>);

/// The one place where an `Invalid` becomes a response; what it keeps private is logged.
#[cold]
pub(crate) fn render(invalid: Invalid, path: &str) -> Response {
    let status = invalid.status();
    match invalid.source() {
        Some(source) if status.is_server_error() => tracing::error!(path, %status, "{}", Causes(source)),
        Some(source) => tracing::debug!(path, %status, "{}", Causes(source)),
        None => {}
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
fn panicked(route: &RouteInfo, panic: &(dyn Any + Send)) -> Invalid {
    let RouteInfo { function, file, line, .. } = route;
    Invalid::internal(format!("handler {function} ({file}:{line}) panicked: {}", panic_message(panic)))
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
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let application = Arc::clone(&self.0);
        let (parts, body) = request.into_parts();
        Box::pin(async move { Ok(application.respond(parts, Body::new(body), None).await) })
    }
}
