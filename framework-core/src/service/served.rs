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
    request::{Jar, RouteInfo},
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
        let answer = match self.route.call {
            Call::Sync(call) => match load(loaded, body, self.route.needs, context).await {
                Ok(()) => self.call(call, context, loaded),
                Err(invalid) => Err(invalid),
            },
            Call::Async(call) => {
                let answer = caught(call(context, &*self.controller, loaded, body)).await;
                answer.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)))
            }
        };
        with_cookies(answer.or_else(refuse), loaded)
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
        let headers = match &mut answer {
            Ok(response) => response.headers_mut(),
            Err(refused) => refused.headers_mut(),
        };
        headers.append(header::SET_COOKIE, value);
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
    // It has answered nothing, so it sets nothing.
    drop(loaded.head().lazy.cookies().map(Jar::take_set));
    sessions::forget(loaded);
    let RouteInfo { function, file, line, .. } = route;
    Invalid::internal(told(&format!("handler {function} ({file}:{line})"), panic))
}
