//! What tower brings: layers around the routes, services beside them.
//!
//! Without layers nothing of this is in the way of a request.

use std::{
    convert::Infallible,
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::request::Parts;
use tower_layer::Layer;
use tower_service::Service;

use crate::{Body, BoxError, BoxFuture, Invalid, Response};

/// What a layer wraps: the routes, with the layers that were added after it.
///
/// A [`tower_service::Service`] that is always ready and cannot fail.
#[derive(Clone)]
pub struct Endpoint(Arc<dyn Erased>);

/// A layer, ready to be put around an endpoint.
pub(crate) type Wrap = Box<dyn FnOnce(Endpoint) -> Endpoint + Send>;

trait Erased: Send + Sync {
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>>;
}

impl Endpoint {
    /// The innermost: what answers when every layer has let the request through.
    pub(crate) fn innermost<F>(answer: F) -> Self
    where
        F: Fn(Parts, Body) -> BoxFuture<'static, Result<Response, Invalid>> + Send + Sync + 'static,
    {
        Endpoint(Arc::new(Innermost(answer)))
    }

    pub(crate) fn answer(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        self.0.call(request)
    }

    pub(crate) fn wrap<L, B>(layer: L) -> Wrap
    where
        L: Layer<Endpoint> + Send + 'static,
        L::Service: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        <L::Service as Service<http::Request<Body>>>::Future: Send,
        <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Box::new(move |inner| Endpoint(Arc::new(Layered(layer.layer(inner)))))
    }
}

impl Endpoint {
    /// A service of somebody else's.
    pub(crate) fn foreign<S, B>(service: S) -> Self
    where
        S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Endpoint(Arc::new(Layered(service)))
    }
}

struct Innermost<F>(F);

impl<F> Erased for Innermost<F>
where
    F: Fn(Parts, Body) -> BoxFuture<'static, Result<Response, Invalid>> + Send + Sync,
{
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        let (parts, body) = request.into_parts();
        (self.0)(parts, body)
    }
}

struct Layered<S>(S);

impl<S, B> Erased for Layered<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn call(&self, request: http::Request<Body>) -> BoxFuture<'static, Result<Response, Invalid>> {
        let mut service = self.0.clone();
        Box::pin(async move {
            let failed =
                |error: S::Error| Invalid::unavailable("the service cannot take the request now").caused_by(error);
            poll_fn(|context| service.poll_ready(context)).await.map_err(failed)?;
            Ok(service.call(request).await.map_err(|error| Invalid::internal(error.into()))?.map(Body::new))
        })
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

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let uri = request.uri().clone();
        let answer = self.answer(request.map(Body::new));
        // A layer sees a response, as the caller will.
        Box::pin(async move { Ok(answer.await.unwrap_or_else(|invalid| crate::service::render(invalid, uri.path()))) })
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Endpoint")
    }
}
