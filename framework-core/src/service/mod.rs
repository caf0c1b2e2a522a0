//! The whole life of a request, from its head to its response.

mod answer;
mod departure;
mod foreign;
mod held;
mod refusal;
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
    context::Context,
    controllers::Made,
    extract::{Loaded, load},
    front::{Entered, Exit, Front},
    middleware::Endpoint,
    panics::{caught, told},
    request::{RequestHead, RouteInfo, Sender},
    respond::sound,
    route::{Call, Route, SyncCall},
    takeover::{Line, Sockets},
};
use departure::Departure;
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

/// Answers a request: what stands in front, then layers, if any, then the route, then the last touches.
///
/// The owner is counted only for an answer that is on its way. What is moved as a whole here, a request or a response,
/// is more bytes than most answers have: each stays where it was made until it is handed on.
pub(crate) fn respond<O: Owner>(owner: &Arc<O>, mut loaded: Loaded, body: Body) -> Answer {
    let application = owner.application();
    let Application { front, context, routes, .. } = application;
    let Entered { mut exit, early } = front.enter(loaded.head_mut());
    if let Some(early) = early {
        return answered(*early, loaded, application, exit);
    }
    if application.layers.is_some() {
        let RequestHead { mut parts, sender, .. } = loaded.into_head();
        let route = routes.route_of(&parts);
        exit.note_route(route.map(|route| &route.info));
        let departure = route.map(|route| Departure::of(route, &mut parts, owner)).unwrap_or_default();
        let owner = Arc::clone(owner);
        return Answer::unless_gone(departure, async move {
            let application = owner.application();
            let answer = application.through_layers(route, parts, body, sender).await;
            left(&application.front, response(answer, &application.context).await, exit)
        });
    }
    let target = routes.find(loaded.head_mut());
    exit.note_route(loaded.head().route);
    if let Target::Route(served) = &target
        && let Call::Sync(call) = served.route.call
        && served.route.needs.is_ready()
    {
        let answer = served.call_now(call, context, &mut loaded);
        if !routes.is_unsettled(&answer, &loaded) {
            return answered(answer, loaded, application, exit);
        }
        let departure = Departure::of(served.route, &mut loaded.head_mut().parts, owner);
        let (owner, loaded, answer) = (Arc::clone(owner), Box::new(loaded), Box::new(answer));
        return Answer::unless_gone(departure, async move {
            let Application { routes, context, front, .. } = owner.application();
            let answer = routes.settle(*answer, context, loaded, body).await;
            left(front, response(answer, context).await, exit)
        });
    }
    if let Target::Route(served) = &target
        && let Call::Sync(call) = served.route.call
        && !served.is_timed(context)
    {
        return read_then_call(owner, served, call, loaded, body, exit);
    }
    let departure = match &target {
        Target::Route(served) => Departure::of(served.route, &mut loaded.head_mut().parts, owner),
        Target::Mount(_) | Target::Fallback | Target::Nobody(_) => Departure::default(),
    };
    // In a box: moving a request from future to future takes more instructions than the allocation.
    let (owner, target, loaded) = (Arc::clone(owner), target.number(), Box::new(loaded));
    Answer::unless_gone(departure, async move {
        let Application { routes, context, front, .. } = owner.application();
        let answer = routes.run(target, context, loaded, body).await;
        left(front, response(answer, context).await, exit)
    })
}

/// Answers an extended CONNECT, which is a GET by now: what opens no WebSocket is not asked.
#[cfg(all(feature = "http2", feature = "ws"))]
pub(crate) fn respond_to_connect<O: Owner>(owner: &Arc<O>, mut loaded: Loaded, body: Body) -> Answer {
    let application = owner.application();
    // Layers are asked in any case, and what is inside of them is found there.
    if application.layers.is_none()
        && let Target::Nobody(answer) = application.routes.find(loaded.head_mut()).for_connect()
    {
        let Entered { exit, early } = application.front.enter(loaded.head_mut());
        return answered(early.map_or(*answer, |early| *early), loaded, application, exit);
    }
    respond(owner, loaded, body)
}

/// A synchronous function is called once its body is there. One future, which holds the request itself and which calls
/// nothing that hands a response on: this is how most bodies are read.
#[inline]
fn read_then_call<O: Owner>(
    owner: &Arc<O>,
    served: &Served,
    call: SyncCall,
    mut loaded: Loaded,
    mut body: Body,
    exit: Exit,
) -> Answer {
    let departure = Departure::of(served.route, &mut loaded.head_mut().parts, owner);
    let (owner, index, needs) = (Arc::clone(owner), served.index, served.route.needs);
    Answer::unless_gone(departure, async move {
        let Application { routes, context, front, .. } = owner.application();
        let answer = match load(&mut loaded, &mut body, needs, context).await {
            Ok(()) => routes.served[index].call_now(call, context, &mut loaded),
            Err(refused) => Err(refused),
        };
        let is_unsettled = routes.is_unsettled(&answer, &loaded);
        match answer {
            Ok(mut response) if !is_unsettled => {
                front.leave(&mut response, exit);
                response
            }
            answer => {
                // In a box, as what is rare.
                let rest = async {
                    let loaded = Box::new(loaded);
                    response(routes.settle(answer, context, loaded, body).await, context).await
                };
                left(front, Box::pin(rest).await, exit)
            }
        }
    })
}

/// Answers a request that is refused before anything else is looked at.
#[cold]
pub(crate) fn refuse(application: &Application, invalid: Invalid, mut loaded: Loaded) -> Answer {
    let Entered { exit, .. } = application.front.enter(loaded.head_mut());
    answered(Err(invalid), loaded, application, exit)
}

/// What is known at once.
#[inline]
fn answered(answer: Result<Response, Invalid>, loaded: Loaded, application: &Application, exit: Exit) -> Answer {
    let Application { front, context, .. } = application;
    match answer {
        Ok(mut response) => {
            front.leave(&mut response, exit);
            Answer::ready(response)
        }
        Err(invalid) => Refusal::of(invalid, Box::new(loaded)).answer(context, front, exit),
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
        let (parts, body) = request.into_parts();
        respond(&self.0, Loaded::new(RequestHead::new(parts, Sender::default())), Body::new(body))
    }
}
