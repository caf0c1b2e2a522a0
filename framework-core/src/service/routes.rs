//! Who answers: a route, a mount, the fallback, or nobody.

use std::sync::Arc;

use http::{HeaderValue, Method, StatusCode, header, request::Parts};

use super::{Mount, Mounted, Refusal, Served, caught, foreign, sessions, sound, told};
use crate::{
    Body, HttpStatus, Invalid, Response,
    config::TrailingSlash,
    context::Context,
    extract::Loaded,
    middleware::Endpoint,
    near_misses,
    request::RequestHead,
    respond::empty,
    route::{PathConstraint, Route},
    router::{Found, Router},
};
#[cfg(all(feature = "http2", feature = "ws"))]
use crate::{route::Call, switching::Handshake};

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
    /// Whether a browser is told why no route answers.
    pub(crate) explains: bool,
    /// For telling it.
    pub(crate) constraints: Vec<&'static PathConstraint>,
}

/// Who answers a request.
pub(super) enum Target<'r> {
    Route(&'r Served),
    Mount(usize),
    Fallback,
    /// Nobody: this is the answer.
    Nobody(Box<Result<Response, Invalid>>),
}

/// The same without a borrow, for an answer that is on its way.
pub(super) enum Number {
    Route(usize),
    Mount(usize),
    Fallback,
    Nobody(Box<Result<Response, Invalid>>),
}

impl Target<'_> {
    pub(super) fn number(self) -> Number {
        match self {
            Target::Route(served) => Number::Route(served.index),
            Target::Mount(index) => Number::Mount(index),
            Target::Fallback => Number::Fallback,
            Target::Nobody(answer) => Number::Nobody(answer),
        }
    }

    /// The same for an extended CONNECT, which asks for a WebSocket and for nothing else that a GET is answered by.
    #[cfg(all(feature = "http2", feature = "ws"))]
    pub(super) fn for_connect(self) -> Self {
        let opens = match &self {
            Target::Route(served) => matches!(served.route.call, Call::Socket(Handshake::WebSocket(_), _)),
            Target::Mount(_) | Target::Fallback => false,
            Target::Nobody(_) => true,
        };
        let nothing = || Err(Invalid::not_found("no WebSocket is opened here"));
        if opens { self } else { Target::Nobody(Box::new(nothing())) }
    }
}

impl Routes {
    /// Who answers; a route is noted in the head.
    pub(super) fn find(&self, head: &mut RequestHead) -> Target<'_> {
        let RequestHead { parts, captures, .. } = &mut *head;
        match self.router.find(&parts.method, parts.uri.path(), captures) {
            Found::Route(index) => self.target(head, index),
            Found::Nothing => self.without_slash(head).unwrap_or_else(|| self.beside(head)),
            Found::BadPath => {
                let invalid = Invalid::bad_request("the path is not percent-encoded UTF-8");
                Target::Nobody(Box::new(Err(invalid)))
            }
        }
    }

    /// The answer of whoever answers.
    pub(super) async fn run(
        &self,
        target: Number,
        context: &Arc<Context>,
        mut loaded: Box<Loaded>,
        mut body: Body,
    ) -> Result<Response, Refusal> {
        match target {
            Number::Nobody(answer) => (*answer).map_err(|invalid| Refusal::of(invalid, loaded)),
            Number::Route(index) => {
                let answer = self.served[index].call_later(context, &mut loaded, &mut body).await;
                if !self.is_unsettled(&answer, &loaded) {
                    return answer.map_err(|invalid| Refusal::of(invalid, loaded));
                }
                // In boxes, what is rare: the future of every request has room for all that is not.
                Box::pin(self.settle(answer, context, loaded, body)).await
            }
            Number::Fallback => Box::pin(self.fall_back(loaded, body, context)).await,
            Number::Mount(index) => Box::pin(self.mounted(&self.mounts[index], context, loaded, body)).await,
        }
    }

    /// The answer of what is mounted.
    async fn mounted(
        &self,
        mount: &Mount,
        context: &Arc<Context>,
        loaded: Box<Loaded>,
        body: Body,
    ) -> Result<Response, Refusal> {
        match &mount.mounted {
            Mounted::Service(service) => {
                let sender = loaded.head().sender.clone();
                let mut request = loaded.into_request(body);
                *request.uri_mut() = mount.strip(request.uri());
                foreign::answer("a mounted service", service, request, sender, context).await
            }
            Mounted::Assets(assets) => {
                let head = loaded.head();
                let (prefix, path) = mount.split(head.path());
                let answer = assets.answer(prefix, path, head, context).await;
                let answer = match answer {
                    // A route of another method is no business of the folder's, nor of the fallback's.
                    Err(invalid) if invalid.is_declined() => match self.beside(head) {
                        Target::Nobody(answer) if !self.router.allowed(self.path_of(head)).is_empty() => *answer,
                        _ => Err(invalid),
                    },
                    answer => answer,
                };
                self.settle(answer, context, loaded, body).await
            }
        }
    }

    /// Whether an answer needs [`settle`](Routes::settle): most do not.
    pub(super) fn is_unsettled(&self, answer: &Result<Response, Invalid>, loaded: &Loaded) -> bool {
        answer.as_ref().is_ok_and(|response| response.body().is_unfinished())
            || self.is_declined(answer)
            || sessions::has_one(answer, loaded.head())
    }

    /// Opens the file that a handler has named, saves the session, or lets the fallback answer what was declined.
    pub(super) async fn settle(
        &self,
        answer: Result<Response, Invalid>,
        context: &Context,
        loaded: Box<Loaded>,
        body: Body,
    ) -> Result<Response, Refusal> {
        let answer = match answer {
            Ok(response) if response.body().is_unfinished() => {
                // A prefix of the program's own may panic.
                let finished = caught(Body::finish(response, loaded.head(), context)).await;
                let finished = finished.unwrap_or_else(|panic| Err(Invalid::internal(told("a response", panic))));
                sound(finished)
            }
            answer => answer,
        };
        if self.is_declined(&answer) {
            return self.fall_back(loaded, body, context).await;
        }
        let answer = sessions::saved(answer, loaded.head(), context).await;
        answer.map_err(|invalid| Refusal::of(invalid, loaded))
    }

    /// Whether the answer is that the fallback shall have the request.
    fn is_declined(&self, answer: &Result<Response, Invalid>) -> bool {
        self.fallback.is_some() && answer.as_ref().is_err_and(Invalid::is_declined)
    }

    /// The fallback's answer to the request as it came.
    async fn fall_back(&self, loaded: Box<Loaded>, body: Body, context: &Context) -> Result<Response, Refusal> {
        match &self.fallback {
            Some(fallback) => {
                let sender = loaded.head().sender.clone();
                foreign::answer("the fallback", fallback, loaded.into_request(body), sender, context).await
            }
            None => Err(Refusal::of(Invalid::of(HttpStatus::NOT_FOUND), loaded)),
        }
    }

    /// The route that will answer.
    pub(super) fn route_of(&self, parts: &Parts) -> Option<&'static Route> {
        let index = self.router.answered_by(&parts.method, parts.uri.path())?;
        self.served.get(index).map(|served| served.route)
    }

    fn target(&self, head: &mut RequestHead, index: usize) -> Target<'_> {
        let Some(served) = self.served.get(index) else { return Target::Mount(index - self.served.len()) };
        head.route = Some(&served.route.info);
        Target::Route(served)
    }

    /// `/a/` where only `/a` is a route, as `http.trailing_slash` has it.
    #[cold]
    fn without_slash(&self, head: &mut RequestHead) -> Option<Target<'_>> {
        let RequestHead { parts, captures, .. } = &mut *head;
        let path = parts.uri.path().strip_suffix('/').filter(|path| !path.is_empty())?;
        if self.trailing_slash == TrailingSlash::Strict {
            return None;
        }
        let Found::Route(index) = self.router.find(&parts.method, path, captures) else { return None };
        match self.trailing_slash {
            TrailingSlash::Ignore => Some(self.target(head, index)),
            TrailingSlash::Strict | TrailingSlash::Redirect => {
                // A backslash is a slash to browsers; what matches has no empty segment, so `//host` cannot come out.
                let query = parts.uri.query().map_or_else(String::new, |query| format!("?{query}"));
                let location = format!("{}{query}", path.replace('\\', "%5C"));
                let location = HeaderValue::from_str(&location).ok()?;
                Some(Target::Nobody(Box::new(Ok(empty(StatusCode::PERMANENT_REDIRECT, header::LOCATION, location)))))
            }
        }
    }

    /// The path without the slash at its end, where that is ignored.
    fn path_of<'h>(&self, head: &'h RequestHead) -> &'h str {
        let without = head.path().strip_suffix('/').filter(|path| !path.is_empty());
        without.filter(|_| self.trailing_slash == TrailingSlash::Ignore).unwrap_or(head.path())
    }

    /// The fallback where the path is no route's, 405 and `OPTIONS` where it is, 501 where the method is unknown.
    #[cold]
    fn beside(&self, head: &RequestHead) -> Target<'_> {
        let (method, path) = (head.method(), self.path_of(head));
        let refuse = |invalid| Target::Nobody(Box::new(Err(invalid)));
        let allowed = self.router.allowed(path);
        if allowed.is_empty() && self.fallback.is_some() {
            return Target::Fallback;
        }
        if !self.router.knows(method) {
            let detail = format!("the method {method} is not implemented");
            return refuse(Invalid::new(HttpStatus::NOT_IMPLEMENTED, detail));
        }
        if allowed.is_empty() && method != Method::CONNECT {
            // Whoever develops it sees in the browser what was near, and in a test that fails.
            let infos = || self.served.iter().map(|served| &served.route.info);
            if cfg!(debug_assertions) {
                near_misses::log(head, infos(), &self.constraints);
            }
            let page = self.explains.then(|| near_misses::page(head, infos(), &self.constraints));
            return match page.flatten() {
                Some(page) => Target::Nobody(Box::new(Ok(page))),
                None => refuse(Invalid::of(HttpStatus::NOT_FOUND)),
            };
        }
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        match HeaderValue::from_str(&allowed) {
            Ok(allowed) if method == Method::OPTIONS => {
                Target::Nobody(Box::new(Ok(empty(StatusCode::NO_CONTENT, header::ALLOW, allowed))))
            }
            _ => refuse(Invalid::of(HttpStatus::METHOD_NOT_ALLOWED).header("allow", allowed)),
        }
    }
}
