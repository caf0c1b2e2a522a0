//! A handler that takes the connection over: first it is asked for an answer, then it goes on.

use std::{future::poll_fn, io, mem, sync::Arc, task::Poll};

use super::{Served, caught, held::Watch, refusal::kept_of, served::panicked, told};
use crate::{
    Body, BoxFuture, HttpStatus, Invalid, Response,
    context::Context,
    extract::Loaded,
    invalid::{Causes, Words},
    panics::Panic,
    request::RouteInfo,
    route::SocketCall,
    switching::{Door, Handshake, accepted},
    takeover::{Handover, Line, Outcome, Takeover},
};

/// What comes back from a handler: how it ended, and the request.
type Ended = (Result<Result<(), Invalid>, Panic>, Loaded, Body);

impl Served {
    /// Asks the handler until there is an answer: what it refuses, or the 101, with which it is handed to the connection.
    pub(super) async fn switch(
        &self,
        handshake: Handshake,
        call: SocketCall,
        context: &Arc<Context>,
        loaded: &mut Loaded,
        body: &mut Body,
    ) -> Result<Response, Invalid> {
        let fields = handshake.check(loaded.head(), context)?;
        if !body.is_empty() {
            return Err(Invalid::bad_request("a request that changes the protocol has no body"));
        }
        let line = loaded.head().extensions().get::<Line>().filter(|line| line.can_be_taken_over()).cloned();
        let cannot = || Invalid::new(HttpStatus::NOT_IMPLEMENTED, "this connection cannot change its protocol");
        let door = Arc::new(Door::new(line.ok_or_else(cannot)?, accepted(loaded.head()), fields));
        // What a refusal needs, and what is sent with the 101: cookies and the session are shared.
        loaded.head_mut().parts.extensions.insert(handshake);
        let kept = kept_of(loaded.head(), context);
        let taken = mem::replace(loaded, kept);
        loaded.head_mut().lazy = taken.head().lazy.duplicate();
        let mut handler = self.handled(call, context, taken, mem::take(body), &door);
        let answer = poll_fn(|task| match handler.as_mut().poll(task) {
            Poll::Ready(ended) => Poll::Ready(Err(ended)),
            Poll::Pending => door.answer().map_or(Poll::Pending, |answer| Poll::Ready(Ok(answer))),
        });
        match answer.await {
            Ok((mut response, places)) => {
                let route: &'static RouteInfo = &self.route.info;
                let handler = Box::pin(async move { outcome(handler.await, route) });
                let takeover = Takeover::new(handler, door.line().clone(), places);
                response.extensions_mut().insert(Handover::new(takeover));
                Ok(response)
            }
            Err((ended, taken, rest)) => {
                (*loaded, *body) = (taken, rest);
                let ended = ended.unwrap_or_else(|panic| Err(panicked(&self.route.info, panic, loaded)));
                Err(ended
                    .err()
                    .unwrap_or_else(|| Invalid::internal("a handler ended at its door: a bug of the framework")))
            }
        }
    }

    /// The handler with all that it borrows from.
    fn handled(
        &self,
        call: SocketCall,
        context: &Arc<Context>,
        mut loaded: Loaded,
        mut body: Body,
        door: &Arc<Door>,
    ) -> BoxFuture<'static, Ended> {
        let (context, controller, door) = (Arc::clone(context), Arc::clone(&self.controller), Arc::clone(door));
        let mut watch = Watch::over(&self.route.info);
        Box::pin(async move {
            let mut handler = call(&context, &*controller, &mut loaded, &mut body, &door);
            let ended = caught(poll_fn(|task| watch.during(|| handler.as_mut().poll(task)))).await;
            drop(handler);
            (ended, loaded, body)
        })
    }
}

/// How a handler has ended; what went wrong is logged.
fn outcome((ended, loaded, _): Ended, route: &RouteInfo) -> Outcome {
    let RouteInfo { function, file, line, .. } = route;
    let who = format!("handler {function} ({file}:{line})");
    let (what, is_of_the_peer) = match ended {
        Ok(Ok(())) => return Outcome::Done,
        Ok(Err(invalid)) => match invalid.source() {
            Some(source) => (format!("{who} ended badly: {}", Causes(source)), is_of_the_peer(source)),
            None => (format!("{who} ended badly: {invalid}"), false),
        },
        Err(panic) => (told(&who, panic), false),
    };
    let path = loaded.head().path();
    if is_of_the_peer {
        tracing::debug!(target: "framework", path, route = route.pattern, "{}", Words(what));
    } else {
        tracing::error!(target: "framework", path, route = route.pattern, "{}", Words(what));
    }
    Outcome::Failed
}

/// The other end has gone without a word: that happens.
fn is_of_the_peer(error: &(dyn std::error::Error + 'static)) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    #[cfg(feature = "ws")]
    if error.is::<crate::websocket::WebSocketError>() {
        return true;
    }
    let mut errors = std::iter::successors(Some(error), |error| error.source());
    errors.any(|error| {
        let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
        matches!(kind, Some(BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof))
    })
}
