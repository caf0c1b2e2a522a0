//! A function around the routes.

use std::sync::Arc;

use tower_service::Service;

use crate::{
    Body, BoxFuture, Invalid, Request, Response,
    context::Context,
    middleware::{Endpoint, Erased, Wrap},
    request::{RequestHead, RouteInfo, Sender},
    respond::IntoResponse,
};

/// What answers a request when the function around it has let it through.
///
/// It is dropped where the function answers by itself. See [`App::around`](crate::App::around).
#[derive(Debug)]
pub struct Next(Endpoint);

impl Next {
    /// The response, also where the request is refused or its handler panics.
    ///
    /// It takes the [`Request`] as it came, or an [`http::Request`] that was made of it, with other header fields, another
    /// target or something in its extensions.
    pub async fn run(mut self, request: impl Into<http::Request<Body>>) -> Response {
        match self.0.call(request.into()).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// What `App::around` takes: a function of a request and what is next.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand around the routes",
    label = "no function of a request and what is next",
    note = "write `async fn name(request: Request, next: Next) -> Response`; with `Result<Response, Invalid>` it may refuse"
)]
pub trait AroundFunction<F>: Send + 'static {
    /// Ready to be put around an endpoint.
    fn wrap(self) -> Wrap;
}

impl<A, F> AroundFunction<F> for A
where
    A: Fn(Request, Next) -> F + Send + Sync + 'static,
    F: Future<Output: IntoResponse> + Send + 'static,
{
    fn wrap(self) -> Wrap {
        Box::new(|inner| {
            let context = inner.context().unwrap_or_default();
            Endpoint::of(Around { function: self, inner, context })
        })
    }
}

struct Around<A> {
    function: A,
    inner: Endpoint,
    context: Arc<Context>,
}

impl<A, F> Erased for Around<A>
where
    A: Fn(Request, Next) -> F + Send + Sync,
    F: Future<Output: IntoResponse> + Send + 'static,
{
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        let (parts, body) = request.into_parts();
        let sender = parts.extensions.get::<Sender>().cloned().unwrap_or_default();
        let mut head = RequestHead::new(parts, sender);
        head.route = head.extensions().get::<&'static RouteInfo>().copied();
        head.context = Some(Arc::clone(&self.context));
        let context = Arc::clone(&self.context);
        let answer = (self.function)(Request::new(head, body), Next(self.inner.clone()));
        Box::pin(async move { answer.await.into_response(&context) })
    }

    fn context(&self) -> Option<Arc<Context>> {
        Some(Arc::clone(&self.context))
    }
}
