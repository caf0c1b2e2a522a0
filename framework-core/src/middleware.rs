//! What tower brings: layers around the routes, services beside them.
//!
//! Without layers nothing of this is in the way of a request.

use std::{
    convert::Infallible,
    future::poll_fn,
    sync::Arc,
    task::{self, Poll},
};

use bytes::Bytes;
use http::request::Parts;
use tower_layer::Layer;
use tower_service::Service;

use crate::{
    Body, BoxError, BoxFuture, Invalid, Response,
    context::Context,
    service::{Refusal, kept},
};

/// What a layer wraps: the routes, with the layers that were added after it.
///
/// A [`tower_service::Service`] that is always ready and cannot fail.
#[derive(Clone)]
pub struct Endpoint(Arc<dyn Erased>);

/// A layer, ready to be put around an endpoint.
pub(crate) type Wrap = Box<dyn FnOnce(Endpoint) -> Endpoint + Send>;

pub(crate) trait Erased: Send + Sync {
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>>;

    /// That of the application, where it is around its routes.
    fn context(&self) -> Option<Arc<Context>>;
}

impl Endpoint {
    /// The innermost: what answers when every layer has let the request through.
    pub(crate) fn innermost<F>(context: Arc<Context>, answer: F) -> Self
    where
        F: Fn(Parts, Body) -> BoxFuture<'static, Result<Response, Invalid>> + Send + Sync + 'static,
    {
        Endpoint::of(Innermost { context, answer })
    }

    pub(crate) fn of(erased: impl Erased + 'static) -> Self {
        Endpoint(Arc::new(erased))
    }

    /// The context of the application, where it is around its routes.
    pub(crate) fn context(&self) -> Option<Arc<Context>> {
        self.0.context()
    }

    pub(crate) fn answer(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        self.0.call(request)
    }
}

/// What `App::layer` takes: a layer of tower.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no layer",
    label = "not a layer of tower that can stand around the routes",
    note = "a function stands around the routes by `App::around`: `async fn name(request: Request, next: Next) -> Response`",
    note = "who may pass is decided by a `Guard`, at the handlers; CORS, compression, request ids and the access log are settings"
)]
pub trait AroundRoutes<B>: Send + 'static {
    /// Ready to be put around an endpoint.
    fn wrap(self) -> Wrap;
}

impl<L, B> AroundRoutes<B> for L
where
    L: Layer<Endpoint> + Send + 'static,
    L::Service: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    <L::Service as Service<http::Request<Body>>>::Future: Send,
    <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn wrap(self) -> Wrap {
        Box::new(move |inner| {
            let context = inner.context();
            Endpoint::of(Layered { service: self.layer(inner), context })
        })
    }
}

/// What `App::mount` and `App::fallback` take: a service of tower.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no service",
    label = "not a service of tower that can stand beside the routes",
    note = "a function answers requests by its attribute, as `#[get_mapping(\"/<*rest>\")]`, and is mounted nowhere; a page for what is not found is a function under `#[invalid_handler(404)]`, a folder `App::assets`",
    note = "`tower::service_fn` makes a service of a function of an `http::Request<Body>` that gives a `Result` of an `http::Response`"
)]
pub trait BesideRoutes<B> {
    /// The endpoint of somebody else.
    fn into_endpoint(self) -> Endpoint;
}

impl<S, B> BesideRoutes<B> for S
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_endpoint(self) -> Endpoint {
        Endpoint::of(Layered { service: self, context: None })
    }
}

struct Innermost<F> {
    context: Arc<Context>,
    answer: F,
}

impl<F> Erased for Innermost<F>
where
    F: Fn(Parts, Body) -> BoxFuture<'static, Result<Response, Invalid>> + Send + Sync,
{
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        let (parts, body) = request.into_parts();
        (self.answer)(parts, body)
    }

    fn context(&self) -> Option<Arc<Context>> {
        Some(Arc::clone(&self.context))
    }
}

struct Layered<S> {
    service: S,
    context: Option<Arc<Context>>,
}

impl<S, B> Erased for Layered<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        let mut service = self.service.clone();
        Box::pin(async move {
            let failed =
                |error: S::Error| Invalid::unavailable("the service cannot take the request now").caused_by(error);
            poll_fn(|context| service.poll_ready(context)).await.map_err(failed)?;
            Ok(service.call(request).await.map_err(|error| Invalid::internal(error.into()))?.map(Body::new))
        })
    }

    fn context(&self) -> Option<Arc<Context>> {
        self.context.clone()
    }
}

/// Layers may hand on another body than they were given.
impl<B> Service<http::Request<B>> for Endpoint
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let context = self.context().unwrap_or_default();
        let kept = kept(&request, None, &context);
        let answer = self.answer(request.map(Body::new));
        Box::pin(async move {
            match answer.await {
                Ok(response) => Ok(response),
                // A layer sees a response, as the caller will.
                Err(invalid) => Ok(Refusal::of(invalid, Box::new(kept)).answered(&context).await),
            }
        })
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Endpoint")
    }
}
