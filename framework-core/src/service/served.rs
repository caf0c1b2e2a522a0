//! A route that is served: its function, called on its controller.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use http::header;

use super::{caught, sessions, sound, told};
use crate::{
    Body, Cookie, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs, load},
    panics::Panic,
    request::{Jar, RouteInfo, TimeLimit},
    route::{Call, Instance, Route, SyncCall},
};

/// A route with the controller that its function is called on.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    /// Its own number.
    pub(crate) index: usize,
    pub(crate) route: &'static Route,
    pub(crate) controller: Arc<Instance>,
}

impl Served {
    /// Calls a synchronous handler that needs no body; a panic in it ends this request alone.
    pub(super) fn call_now(
        &self,
        call: SyncCall,
        context: &Arc<Context>,
        loaded: &mut Loaded,
    ) -> Result<Response, Invalid> {
        self.attach(context, loaded);
        with_cookies(self.call(call, context, loaded).or_else(refuse), loaded)
    }

    /// Loads what the route needs and calls its function. What is not read stays in `body`.
    pub(super) async fn call_later(
        &self,
        context: &Arc<Context>,
        loaded: &mut Loaded,
        body: &mut Body,
    ) -> Result<Response, Invalid> {
        self.attach(context, loaded);
        let answer = match self.route.info.terms.time_limit_in(&context.settings.http) {
            None => self.answer(context, loaded, body).await,
            // In a box, as what is rare.
            Some(limit) => Box::pin(self.answer_within(limit, context, loaded, body)).await,
        };
        with_cookies(answer.or_else(refuse), loaded)
    }

    /// The answer, or a refusal once its time is over. A handler that does not wait cannot be interrupted.
    async fn answer_within(
        &self,
        limit: TimeLimit,
        context: &Arc<Context>,
        loaded: &mut Loaded,
        body: &mut Body,
    ) -> Result<Response, Invalid> {
        let mut answer = Box::pin(self.answer(context, loaded, body));
        if let Ok(answer) = tokio::time::timeout(limit.time, &mut answer).await {
            return answer;
        }
        // The end of what it holds is somebody else's code.
        let dropped = catch_unwind(AssertUnwindSafe(|| drop(answer)));
        dropped.unwrap_or_else(|panic| drop(panicked(&self.route.info, panic, loaded)));
        sets_nothing(loaded);
        let RouteInfo { function, file, line, .. } = self.route.info;
        let invalid = Invalid::unavailable(format!("the answer took longer than {limit}"));
        Err(invalid.caused_by(format!("handler {function} ({file}:{line}) took longer than {limit}")))
    }

    async fn answer(&self, context: &Arc<Context>, loaded: &mut Loaded, body: &mut Body) -> Result<Response, Invalid> {
        match self.route.call {
            Call::Sync(call) => {
                load(loaded, body, self.route.needs, context).await?;
                self.call(call, context, loaded)
            }
            Call::Async(call) => {
                let answer = caught(call(context, &*self.controller, loaded, body)).await;
                answer.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)))
            }
        }
    }

    fn call(&self, call: SyncCall, context: &Context, loaded: &Loaded) -> Result<Response, Invalid> {
        catch_unwind(AssertUnwindSafe(|| call(context, &*self.controller, loaded)))
            .unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)))
    }

    fn attach(&self, context: &Arc<Context>, loaded: &mut Loaded) {
        if self.route.needs.has(Needs::CONTEXT) {
            loaded.head_mut().context = Some(Arc::clone(context));
        }
    }
}

/// The cookies that the handler has set, whatever it has answered: all of them, or an error.
fn with_cookies(mut answer: Result<Response, Invalid>, loaded: &Loaded) -> Result<Response, Invalid> {
    let cookies = loaded.head().lazy.cookies().map(Jar::take_set).unwrap_or_default();
    for value in cookies.iter().map(Cookie::to_header).collect::<Result<Vec<_>, _>>()? {
        match &mut answer {
            Ok(response) => drop(response.headers_mut().append(header::SET_COOKIE, value)),
            Err(refused) => refused.append_header(header::SET_COOKIE, value),
        }
    }
    answer
}

/// What is answered instead may be a response of its own.
#[cold]
fn refuse(invalid: Invalid) -> Result<Response, Invalid> {
    sound(invalid.into_answer())
}

#[cold]
fn panicked(route: &RouteInfo, panic: Panic, loaded: &Loaded) -> Invalid {
    sets_nothing(loaded);
    let RouteInfo { function, file, line, .. } = route;
    Invalid::internal(told(&format!("handler {function} ({file}:{line})"), panic))
}

/// A handler that has answered nothing sets nothing.
fn sets_nothing(loaded: &Loaded) {
    drop(loaded.head().lazy.cookies().map(Jar::take_set));
    sessions::forget(loaded);
}
