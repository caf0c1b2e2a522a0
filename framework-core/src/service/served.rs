//! A route that is served: its function, called on its controller.

use std::{
    future::poll_fn,
    mem,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use http::header;
use tokio::task::{JoinHandle, spawn_blocking};
use tracing::{Dispatch, dispatcher::with_default};

use super::{caught, held::Watch, refusal::kept_of, sessions, sound, told};
use crate::{
    Body, Cookie, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs, load},
    panics::Panic,
    request::{Jar, RouteInfo, TimeLimit},
    route::{BlockingCall, Call, Instance, Route, SyncCall},
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
        let mut answer = self.call(call, context, loaded);
        complete(&mut answer, loaded);
        answer
    }

    /// Whether the answer has to be there within a time.
    pub(super) fn is_timed(&self, context: &Context) -> bool {
        self.route.info.terms.time_limit_in(&context.settings.http).is_some()
    }

    /// Loads what the route needs and calls its function. What is not read stays in `body`.
    pub(super) async fn call_later(
        &self,
        context: &Arc<Context>,
        loaded: &mut Loaded,
        body: &mut Body,
    ) -> Result<Response, Invalid> {
        self.attach(context, loaded);
        let mut answer = match self.route.info.terms.time_limit_in(&context.settings.http) {
            None => self.answer(context, loaded, body).await,
            // In a box, as what is rare.
            Some(limit) => Box::pin(self.answer_within(limit, context, loaded, body)).await,
        };
        complete(&mut answer, loaded);
        answer
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
        let answer = match self.route.call {
            Call::Sync(call) => {
                load(loaded, body, self.route.needs, context).await?;
                return self.call(call, context, loaded);
            }
            Call::Async(call) => {
                let mut watch = Watch::over(&self.route.info);
                let mut handler = call(context, &*self.controller, loaded, body);
                caught(poll_fn(|task| watch.during(|| handler.as_mut().poll(task)))).await
            }
            Call::Socket(handshake, call) => {
                return Box::pin(self.switch(handshake, call, context, loaded, body)).await;
            }
            // In a box, too: it is larger than the others.
            Call::Blocking(call) => caught(Box::pin(self.call_elsewhere(call, context, loaded, body))).await,
        };
        answer.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)))
    }

    /// Calls a handler that blocks, on a thread where it may. It takes the request along and brings it back.
    async fn call_elsewhere(
        &self,
        call: BlockingCall,
        context: &Arc<Context>,
        loaded: &mut Loaded,
        body: &mut Body,
    ) -> Result<Response, Invalid> {
        let work = call(loaded.head()).await?;
        load(loaded, body, self.route.needs, context).await?;
        // A test listens to what its requests log, there too.
        let listener = loaded.head().extensions().get::<Dispatch>().cloned();
        let kept = kept_of(loaded.head(), context);
        let taken = mem::replace(loaded, kept);
        let (route, controller, context) = (self.route, Arc::clone(&self.controller), Arc::clone(context));
        let work = move || {
            let answer = catch_unwind(AssertUnwindSafe(|| work(&context, &*controller, &taken)));
            (answer.unwrap_or_else(|panic| Err(panicked(&route.info, panic, &taken))), taken)
        };
        let elsewhere = match listener {
            Some(listener) => spawn_blocking(move || with_default(&listener, work)),
            None => spawn_blocking(work),
        };
        let (answer, taken) = Elsewhere(elsewhere).ended().await?;
        *loaded = taken;
        answer
    }

    fn call(&self, call: SyncCall, context: &Context, loaded: &Loaded) -> Result<Response, Invalid> {
        let call = || catch_unwind(AssertUnwindSafe(|| call(context, &*self.controller, loaded)));
        let answer = Watch::over(&self.route.info).during(call);
        answer.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)))
    }

    fn attach(&self, context: &Arc<Context>, loaded: &mut Loaded) {
        if self.route.needs.has(Needs::CONTEXT) {
            loaded.head_mut().context = Some(Arc::clone(context));
        }
    }
}

/// In place: what is answered instead may be a response of its own, and the cookies that the handler has set go with
/// whatever it has answered.
#[inline]
fn complete(answer: &mut Result<Response, Invalid>, loaded: &Loaded) {
    if answer.is_err() {
        refuse(answer);
    }
    if let Some(cookies) = loaded.head().lazy.cookies() {
        set(&cookies.take_set(), answer);
    }
}

#[cold]
fn refuse(answer: &mut Result<Response, Invalid>) {
    let refused = mem::replace(answer, Ok(Response::default()));
    *answer = sound(refused.or_else(Invalid::into_answer));
}

/// All of them, or an error.
fn set(cookies: &[Cookie], answer: &mut Result<Response, Invalid>) {
    let values = match cookies.iter().map(Cookie::to_header).collect::<Result<Vec<_>, _>>() {
        Ok(values) => values,
        Err(invalid) => return *answer = Err(invalid),
    };
    let headers = match answer {
        Ok(response) => response.headers_mut(),
        Err(refused) => refused.headers_mut(),
    };
    for value in values {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cold]
pub(super) fn panicked(route: &RouteInfo, panic: Panic, loaded: &Loaded) -> Invalid {
    sets_nothing(loaded);
    let RouteInfo { function, file, line, .. } = route;
    Invalid::internal(told(&format!("handler {function} ({file}:{line})"), panic))
}

/// A handler that has answered nothing sets nothing.
fn sets_nothing(loaded: &Loaded) {
    drop(loaded.head().lazy.cookies().map(Jar::take_set));
    sessions::forget(loaded);
}

/// Work on another thread. What nobody waits for any more does not begin; what has begun runs to its end.
struct Elsewhere<T>(JoinHandle<T>);

impl<T> Elsewhere<T> {
    async fn ended(mut self) -> Result<T, Invalid> {
        (&mut self.0).await.map_err(|never_begun| Invalid::unavailable("the server is stopping").caused_by(never_begun))
    }
}

impl<T> Drop for Elsewhere<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
