//! The whole life of a request, from its head to its response.

mod answer;
mod departure;
mod foreign;
mod held;
mod refusal;
mod rest;
mod routes;
mod served;
mod sessions;
mod switched;

use std::{
    any::TypeId,
    collections::HashMap,
    convert::Infallible,
    sync::Arc,
    task::{Context as TaskContext, Poll},
};

use bytes::Bytes;
use http::request::Parts;

pub use answer::Answer;
pub(crate) use departure::Unattended;
pub(crate) use foreign::{Mount, Mounted};
pub(crate) use refusal::{Refusal, kept};
pub(crate) use routes::Routes;
pub(crate) use served::Served;

#[cfg(all(feature = "http2", feature = "ws"))]
use crate::switching::is_extended_connect;
use crate::{
    Body, BoxError, Invalid, Response,
    config::HttpSettings,
    context::Context,
    controllers::Made,
    extract::Loaded,
    front::{Entered, Exit, Front},
    middleware::Endpoint,
    panics::{caught, told},
    request::{RequestHead, RouteInfo, Sender},
    respond::sound,
    route::{Call, Route},
    takeover::{Line, Sockets},
};
use rest::Rest;
use routes::Target;

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
    pub(crate) front: Arc<Front>,
    pub(crate) routes: Arc<Routes>,
    /// The layers with the routes inside; none where no layer was added.
    pub(crate) layers: Option<Endpoint>,
    /// In the order in which they were made.
    pub(crate) controllers: Vec<Made>,
    /// What handlers have taken over, by their controllers.
    pub(crate) sockets: HashMap<TypeId, Arc<Sockets>>,
    pub(crate) unattended: Unattended,
}

/// What keeps the application alive while an answer is on its way. Each connection has one of its own: a count that
/// all cores share would be paid for by every request.
pub(crate) trait Owner: Send + Sync + 'static {
    fn application(&self) -> &Application;

    /// Its handlers that go on without their clients.
    fn unattended(&self) -> &Unattended {
        &self.application().unattended
    }

    /// The connection of a request that it is asked for; none without a server.
    fn line(&self) -> Option<Line> {
        None
    }
}

impl Owner for Application {
    fn application(&self) -> &Application {
        self
    }
}

/// Answers a request, unless `check` refuses it: what stands in front, then layers, if any, then the route, then the last
/// touches.
///
/// What is moved as a whole here, a request or a response, is more bytes than most answers have: each stays where it was
/// made. Only for an answer that takes its time the request goes along, and the owner is counted.
#[inline]
pub(crate) fn answer<O: Owner, B>(
    owner: &Arc<O>,
    request: http::Request<B>,
    sender: Sender,
    into_body: impl FnOnce(B) -> Body,
    check: impl FnOnce(&mut Parts, &HttpSettings) -> Result<(), Invalid>,
) -> Answer {
    let (parts, body) = request.into_parts();
    let mut loaded = Loaded::new(RequestHead::new(parts, sender));
    let mut answer = Answer::none();
    match answer_at_once(owner.application(), &mut loaded, &mut answer, check) {
        None => answer,
        Some(rest) => rest.answer(owner, loaded, into_body(body)),
    }
}

/// What stands in front, up to the routes; what is left to do where the request gets no further, or passes layers.
#[inline]
fn enter<'a>(
    application: &'a Application,
    loaded: &mut Loaded,
    answer: &mut Answer,
    check: impl FnOnce(&mut Parts, &HttpSettings) -> Result<(), Invalid>,
) -> Result<Exit, Option<Rest<'a>>> {
    let Application { front, context, layers, .. } = application;
    let checked = check(&mut loaded.head_mut().parts, &context.settings.http);
    let Entered { exit, early } = front.enter(loaded.head_mut());
    if let Err(invalid) = checked {
        return Err(Some(Rest::Refuse(invalid, exit)));
    }
    if let Some(early) = early {
        return Err(Rest::unless_whole(*early, answer, front, exit));
    }
    if layers.is_some() {
        return Err(Some(Rest::PassLayers(exit)));
    }
    Ok(exit)
}

/// Answers what can be answered at once, and says what is to be done for the rest.
#[inline]
fn answer_at_once<'a>(
    application: &'a Application,
    loaded: &mut Loaded,
    answer: &mut Answer,
    check: impl FnOnce(&mut Parts, &HttpSettings) -> Result<(), Invalid>,
) -> Option<Rest<'a>> {
    let Application { front, context, routes, .. } = application;
    let mut exit = match enter(application, loaded, answer, check) {
        Ok(exit) => exit,
        Err(rest) => return rest,
    };
    let target = routes.find(loaded.head_mut());
    exit.note_route(loaded.head().route);
    let Target::Route(served) = target else { return Some(Rest::Run(target, exit)) };
    match served.route.call {
        Call::Sync(call) if served.route.needs.is_ready() => {
            let made = served.call_now(call, context, loaded);
            if routes.is_unsettled(&made, loaded) {
                return Some(Rest::Settle(served, Box::new(made), exit));
            }
            Rest::unless_whole(made, answer, front, exit)
        }
        Call::Sync(call) if !served.is_timed(context) => Some(Rest::ReadThenCall(served, call, exit)),
        _ => Some(Rest::Run(Target::Route(served), exit)),
    }
}

/// Refuses a request that nothing else looks at.
#[cold]
pub(crate) fn refuse(application: &Application, invalid: Invalid, head: RequestHead) -> Answer {
    let Application { front, context, .. } = application;
    let mut loaded = Box::new(Loaded::new(head));
    let Entered { exit, .. } = front.enter(loaded.head_mut());
    Refusal::of(invalid, loaded).answer(context, front, exit)
}

/// Answers an extended CONNECT, which is a GET by now: what opens no WebSocket is not asked.
#[cfg(all(feature = "http2", feature = "ws"))]
pub(crate) fn answer_connect<O: Owner>(
    owner: &Arc<O>,
    parts: Parts,
    sender: Sender,
    check: impl FnOnce(&mut Parts, &HttpSettings) -> Result<(), Invalid>,
) -> Answer {
    let application = owner.application();
    let (mut loaded, mut answer) = (Loaded::new(RequestHead::new(parts, sender)), Answer::none());
    // What is inside of layers is found there.
    let rest = enter(application, &mut loaded, &mut answer, check).map_or_else(
        |rest| rest,
        |mut exit| {
            let target = application.routes.find(loaded.head_mut()).for_connect();
            exit.note_route(loaded.head().route);
            Some(Rest::Run(target, exit))
        },
    );
    match rest {
        None => answer,
        Some(rest) => rest.answer(owner, loaded, Body::empty()),
    }
}

impl Application {
    /// Through the layers; they see which route will answer as the extension `&'static RouteInfo`.
    async fn through_layers(
        &self,
        route: Option<&'static Route>,
        mut parts: Parts,
        body: Body,
        sender: Sender,
    ) -> Result<Response, Refusal> {
        let Some(layers) = &self.layers else { unreachable!("called only with layers") };
        if let Some(route) = route {
            parts.extensions.insert::<&'static RouteInfo>(&route.info);
        }
        parts.extensions.insert(sender.clone());
        foreign::answer("a layer", layers, http::Request::from_parts(parts, body), sender, &self.context).await
    }
}

/// What answers inside the layers. A layer may have rewritten the target, so the route is found anew.
pub(crate) fn innermost(context: Arc<Context>, routes: Arc<Routes>) -> Endpoint {
    Endpoint::innermost(Arc::clone(&context), move |parts, body| {
        let (context, routes) = (Arc::clone(&context), Arc::clone(&routes));
        Box::pin(async move {
            let sender = parts.extensions.get::<Sender>().cloned().unwrap_or_default();
            let mut loaded = Box::new(Loaded::new(RequestHead::new(parts, sender)));
            let target = routes.find(loaded.head_mut());
            #[cfg(all(feature = "http2", feature = "ws"))]
            let target = if is_extended_connect(loaded.head()) { target.for_connect() } else { target };
            let target = target.number();
            // A layer sees a response, as the caller will.
            Ok(response(routes.run(target, &context, loaded, body).await, &context).await)
        })
    })
}

/// The same response with its last touches.
#[inline]
fn left(front: &Front, mut response: Response, exit: Exit) -> Response {
    front.leave(&mut response, exit);
    response
}

/// The response, or that of the refusal.
async fn response(answer: Result<Response, Refusal>, context: &Arc<Context>) -> Response {
    match answer {
        Ok(response) => response,
        Err(refusal) => refusal.answered(context).await,
    }
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
        answer(&self.0, request, Sender::default(), Body::new, |_, _| Ok(()))
    }
}
