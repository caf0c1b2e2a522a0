//! The request itself, its parts, and what the application knows, as arguments.

use std::{
    any::{TypeId, type_name},
    net::SocketAddr,
    ops::Deref,
    sync::Arc,
};

use http::{HeaderMap, Method, Uri};

use super::{FromRequest, Kind, Loaded, Needs, Parameter, ParameterError, Source};
use crate::{
    Body,
    context::{Context, IsComponent},
    request::{Cookies, RequestHead},
    schema::{Description, Schema, WantedComponent},
};

/// A request as a whole: its head, to which it derefs, and its body, unread.
///
/// Reading more of the body than the route's `body_limit`, otherwise `http.body_limit`, is an error; [`Body::read`]
/// makes it a 413.
///
/// ```
/// # use framework_core as framework;
/// use framework::{Invalid, Request};
///
/// // #[post_mapping("/echo")]
/// async fn echo(request: Request) -> Result<String, Invalid> {
///     let path = request.path().to_owned();
///     let body = request.into_body().read(64).await?;
///     Ok(format!("{path}: {} bytes", body.len()))
/// }
/// ```
#[derive(Debug)]
pub struct Request {
    head: RequestHead,
    body: Body,
}

impl Request {
    pub(crate) fn new(head: RequestHead, body: Body) -> Self {
        Request { head, body }
    }

    /// The body.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body
    }

    /// The body, to be read in place.
    pub fn body_mut(&mut self) -> &mut Body {
        &mut self.body
    }
}

impl Deref for Request {
    type Target = RequestHead;

    fn deref(&self) -> &RequestHead {
        &self.head
    }
}

/// For services of the tower family.
impl From<Request> for http::Request<Body> {
    fn from(request: Request) -> Self {
        http::Request::from_parts(request.head.parts, request.body)
    }
}

/// A component that the application was given with `App::provide`, cloned. One that is missing stops the start. It
/// derefs to what it holds.
///
/// ```
/// # use framework_core as framework;
/// use std::sync::{Arc, atomic::{AtomicU64, Ordering}};
/// use framework::State;
///
/// // #[get_mapping("/count")], with `App::new().provide(Arc::new(AtomicU64::new(0)))`
/// fn count(State(counter): State<Arc<AtomicU64>>) -> u64 {
///     counter.fetch_add(1, Ordering::Relaxed)
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State<T>(pub T);

/// What a layer has attached to the request, cloned; without it, the answer is a logged 500, and an `Option` is `None`.
///
/// ```
/// # use framework_core as framework;
/// use framework::Extension;
///
/// #[derive(Clone)]
/// struct Tenant(&'static str);
///
/// // #[get_mapping("/tenant")], behind a layer that calls `request.extensions_mut().insert(Tenant("a"))`
/// fn tenant(Extension(tenant): Extension<Tenant>) -> &'static str {
///     tenant.0
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension<T>(pub T);

macro_rules! held {
    ($($holder:ident)*) => {$(
        impl<T> Deref for $holder<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }
    )*};
}

held!(State Extension);

/// The address that the request comes from: see [`RequestHead::peer`].
///
/// Over a unix socket there is none, unless a proxy there is trusted (`http.trusted_proxies = "unix"`) and tells one:
/// a logged 500, and `None` of an `Option`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddress(pub SocketAddr);

macro_rules! parts {
    ($($type:ty, $needs:expr, $loaded:ident => $part:expr;)*) => {$(
        impl<'r> FromRequest<'r> for $type {
            const KIND: Kind = Kind::Request;
            const NEEDS: Needs = $needs;

            fn from_request($loaded: &'r Loaded, _: &'static Parameter) -> Result<Self, ParameterError> {
                Ok($part)
            }

            fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
        }
    )*};
}

parts! {
    &'r RequestHead, Needs::CONTEXT, loaded => loaded.head();
    &'r HeaderMap, Needs::NONE, loaded => loaded.head().headers();
    &'r Uri, Needs::NONE, loaded => loaded.head().uri();
    Method, Needs::NONE, loaded => loaded.head().method().clone();
    Cookies, Needs::NONE, loaded => Cookies(Arc::clone(loaded.head().jar()));
}

const UNREAD: Needs = Needs::BODY.and(Needs::SOLE).and(Needs::STREAM);

impl FromRequest<'_> for Body {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = UNREAD;

    fn from_request(loaded: &Loaded, _: &'static Parameter) -> Result<Self, ParameterError> {
        Ok(loaded.take_stream().unwrap_or_default())
    }

    fn describe(description: &mut Description<'_>, _: &'static Parameter) {
        description.whole_body(false, [("*/*", Schema::new())]);
    }
}

impl FromRequest<'_> for Request {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = UNREAD.and(Needs::CONTEXT);

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        Ok(Request { head: loaded.head().duplicate(), body: Body::from_request(loaded, parameter)? })
    }

    fn describe(description: &mut Description<'_>, parameter: &'static Parameter) {
        Body::describe(description, parameter);
    }
}

impl<T: IsComponent> FromRequest<'_> for State<T> {
    const KIND: Kind = Kind::Request;
    const NEEDS: Needs = Needs::CONTEXT;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let component = loaded.head().component().map(State);
        component.ok_or_else(|| {
            ParameterError::internal(parameter, format!("the application was given no `{}`", type_name::<T>()))
        })
    }

    fn describe(description: &mut Description<'_>, _: &'static Parameter) {
        let id = TypeId::of::<T>();
        // Several arguments may take one; that it is missing is told once.
        if description.components.iter().all(|wanted| wanted.id != id) {
            let is_there = |context: &Context| context.component::<T>().is_some();
            description.components.push(WantedComponent { id, name: type_name::<T>(), is_there });
        }
    }
}

impl<T: Clone + Send + Sync + 'static> FromRequest<'_> for Extension<T> {
    const KIND: Kind = Kind::Request;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let extension = loaded.head().extensions().get().cloned().map(Extension);
        extension.ok_or_else(|| ParameterError::missing(parameter, Source::Request))
    }

    fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
        Err(missing.of_the_program(format!("no layer has attached a `{}`", type_name::<T>())))
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}

impl FromRequest<'_> for PeerAddress {
    const KIND: Kind = Kind::Request;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let peer = loaded.head().peer().map(PeerAddress);
        peer.ok_or_else(|| ParameterError::missing(parameter, Source::Request))
    }

    fn when_missing(missing: ParameterError) -> Result<Self, ParameterError> {
        const NOBODY: &str = "the request came over a unix socket, where no proxy that `http.trusted_proxies` names as \
            `unix` tells whose it is, or over none at all; take `Option<PeerAddress>`";
        Err(missing.of_the_program(NOBODY))
    }

    fn describe(_: &mut Description<'_>, _: &'static Parameter) {}
}

#[cfg(feature = "tls")]
impl FromRequest<'_> for crate::request::ClientCertificate {
    const KIND: Kind = Kind::Request;

    fn from_request(loaded: &Loaded, parameter: &'static Parameter) -> Result<Self, ParameterError> {
        let shown = loaded.head().client_certificate().cloned();
        shown.ok_or_else(|| ParameterError::missing(parameter, Source::Request))
    }

    fn describe(description: &mut Description<'_>, _: &'static Parameter) {
        description.problem(crate::HttpStatus::BAD_REQUEST);
    }
}
