//! The request as handlers, guards and extractors see it.
//!
//! [`RequestHead`] is everything but the body; it shows none of hyper's types.

mod captures;
#[cfg(feature = "tls")]
mod certificate;
mod cookies;
mod forwarded;
mod host;
mod lazy;
#[cfg(any(feature = "sessions", feature = "ws"))]
mod origin;
mod pairs;
mod sender;
mod terms;

use std::{net::SocketAddr, sync::Arc};

use http::{Extensions, HeaderMap, HeaderName, Method, Uri, Version, header, request::Parts, uri::Authority};

pub(crate) use captures::Captures;
#[cfg(feature = "tls")]
pub use certificate::ClientCertificate;
pub use cookies::Cookies;
pub(crate) use cookies::Jar;
pub(crate) use forwarded::{is_trusted, sender};
pub(crate) use host::is_host;
pub(crate) use lazy::Lazy;
#[cfg(any(feature = "sessions", feature = "ws"))]
pub(crate) use origin::is_foreign;
pub(crate) use pairs::{NotUtf8, pairs};
pub(crate) use sender::{Peer, Sender};
pub(crate) use terms::TimeLimit;
pub use terms::{OnDisconnect, Terms};

use crate::{context::Context, invalid::Form};

/// The id of a request, as `http.request_id` has it.
pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request without its body: method, target, headers, captures, peer and matched route.
///
/// A handler takes `&RequestHead`; a guard is given one.
///
/// ```
/// # use framework_core as framework;
/// use framework::RequestHead;
///
/// // #[get_mapping("/agent")]
/// fn agent(head: &RequestHead) -> String {
///     format!("{} {} by {}", head.method(), head.path(), head.header("user-agent").unwrap_or("nobody"))
/// }
/// ```
#[derive(Debug)]
pub struct RequestHead {
    pub(crate) parts: Parts,
    pub(crate) captures: Captures,
    pub(crate) route: Option<&'static RouteInfo>,
    pub(crate) sender: Sender,
    /// Set only for routes that need it: a shared count is dear when two cores change it.
    pub(crate) context: Option<Arc<Context>>,
    pub(crate) lazy: Lazy,
}

impl RequestHead {
    #[inline]
    pub(crate) fn new(parts: Parts, sender: Sender) -> Self {
        RequestHead { parts, captures: Captures::default(), route: None, sender, context: None, lazy: Lazy::default() }
    }

    /// A copy for a handler that takes the request by value.
    pub(crate) fn duplicate(&self) -> Self {
        RequestHead {
            parts: self.parts.clone(),
            captures: self.captures.clone(),
            route: self.route,
            sender: self.sender.clone(),
            context: self.context.clone(),
            lazy: self.lazy.duplicate(),
        }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The target of the request line.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The path of the target, as it was sent (percent-encoded).
    #[must_use]
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// The version of HTTP.
    #[must_use]
    pub fn version(&self) -> Version {
        self.parts.version
    }

    /// All header fields.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Whether the client prefers a page to JSON by its `Accept`, as a browser does (RFC 9110, section 12.5.1).
    #[must_use]
    pub fn prefers_html(&self) -> bool {
        Form::of(self.headers()) == Form::Html
    }

    /// The first value of a header field, where it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.parts.headers.get(name)?.as_bytes()).ok()
    }

    /// The token of the field `Authorization`, where its scheme is `Bearer` (RFC 6750, section 2.1), in capitals or not
    /// (RFC 9110, section 11.1). It is what was sent: whether it holds is for a [`Guard`](crate::Guard) to say.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::RequestHead;
    ///
    /// fn is_known(head: &RequestHead, tokens: &[&str]) -> bool {
    ///     head.bearer_token().is_some_and(|token| tokens.contains(&token))
    /// }
    /// ```
    #[must_use]
    pub fn bearer_token(&self) -> Option<&str> {
        let (scheme, token) = self.header("authorization")?.split_once(' ')?;
        let token = token.trim_matches(' ');
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty() && !token.contains(' ')).then_some(token)
    }

    /// What middleware attached to the request.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// What the pattern captured under `name`, decoded.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<&str> {
        let index = self.route?.captures.iter().position(|capture| *capture == name)?;
        self.captures.get(self.path(), index)
    }

    /// The names and values of all named captures, decoded, in the order of the pattern.
    pub fn captures(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let names = self.route.map_or(&[][..], |route| route.captures);
        let named = names.iter().enumerate().filter(|(_, name)| !name.is_empty());
        named.filter_map(|(index, name)| Some((*name, self.captures.get(self.path(), index)?)))
    }

    /// The first value of a name in the query string, decoded; `None` too when its bytes are not UTF-8.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query_pairs().find(|(key, _)| *key == name)?.1.ok()
    }

    /// The value of the first cookie of a name, decoded.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.jar().values(name).next()
    }

    /// All names and values of the query string, decoded.
    pub(crate) fn query_pairs(&self) -> impl Iterator<Item = (&str, Result<&str, NotUtf8>)> {
        pairs(self.parts.uri.query().unwrap_or_default(), || &self.lazy.ask().query)
    }

    pub(crate) fn jar(&self) -> &Arc<Jar> {
        self.lazy.ask().cookies.get_or_init(|| Arc::new(Jar::read(&self.parts.headers)))
    }

    /// The address of whoever has sent the request; none without a socket, and none over a unix socket by itself.
    ///
    /// It is that of the other end of the connection, or behind `http.trusted_proxies` the one that they tell. Its port
    /// is 0 where they tell none.
    #[must_use]
    pub fn peer(&self) -> Option<SocketAddr> {
        self.sender.peer.address()
    }

    /// Whether the visitor has sent it over TLS: to this server, or to one of `http.trusted_proxies`, as they tell.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.sender.is_secure()
    }

    /// `https` or `http`: how the visitor has sent it, to this server or to one of `http.trusted_proxies`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.is_secure() { "https" } else { "http" }
    }

    /// The certificate that the client has shown: see [`ClientCertificate`].
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn client_certificate(&self) -> Option<&ClientCertificate> {
        self.sender.certificate()
    }

    /// The host that the visitor has asked, with its port if there is one.
    ///
    /// It is the one that `http.trusted_proxies` tell, otherwise that of the target, where it is a whole URL, otherwise
    /// the field `Host`. A visitor writes there whatever he likes: compare it before it becomes part of a link.
    ///
    /// ```
    /// # use framework_core as framework;
    /// use framework::RequestHead;
    ///
    /// // #[get_mapping("/where")]
    /// fn whereabouts(head: &RequestHead) -> Option<String> {
    ///     Some(format!("{}://{}{}", head.scheme(), head.host()?, head.path()))
    /// }
    /// ```
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        let asked = || self.parts.uri.authority().map(Authority::as_str);
        self.sender.host().or_else(asked).or_else(|| self.header(header::HOST.as_str()))
    }

    /// The route that answers this request; none where no route does.
    #[must_use]
    pub fn route(&self) -> Option<&'static RouteInfo> {
        self.route
    }

    /// What the route says about how it is run.
    pub(crate) fn terms(&self) -> Terms {
        self.route.map_or(Terms::OPEN, |route| route.terms)
    }

    /// A component that the application was given with `App::provide`.
    ///
    /// Guards and handlers with `&RequestHead` see them; for a middleware there are none.
    #[must_use]
    pub fn component<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.context.as_ref()?.components.get()
    }
}

/// What is known of a route at compile time: where it stands and what it answers.
///
/// [`RequestHead::route`] gives it for a request, `App::routes` for all of an application.
#[derive(Debug)]
pub struct RouteInfo {
    /// The methods, in capitals; `GET` answers `HEAD` too.
    pub methods: &'static [&'static str],
    /// The whole pattern with the controller's prefix, as `/users/<id>`.
    pub pattern: &'static str,
    /// The names of its captures, in order; one without a name is empty.
    pub captures: &'static [&'static str],
    /// Which goes first among regular expressions and own constraints: the lower one.
    pub rank: i32,
    /// The function, as `Users::find` or `ping`.
    pub function: &'static str,
    /// The module in which it stands.
    pub module: &'static str,
    /// The package that declares it.
    pub package: &'static str,
    /// Its source file, as the compiler names it.
    pub file: &'static str,
    /// Its line in that file.
    pub line: u32,
    /// Its documentation comment.
    pub documentation: &'static str,
    /// What it says about how it is run.
    pub terms: Terms,
}

impl RouteInfo {
    /// Where it stands, for whoever reads a list of routes; what is the framework's own has no place in the program.
    pub(crate) fn place(&self) -> String {
        if self.package == env!("CARGO_PKG_NAME") {
            "(built in)".to_owned()
        } else {
            format!("{}:{}", self.file, self.line)
        }
    }

    /// Whether it is a script or a style of the page of the API, which nobody looks for.
    pub(crate) fn is_part_of_page(&self) -> bool {
        self.package == env!("CARGO_PKG_NAME") && self.pattern.starts_with("/docs/")
    }
}

/// POST, PUT and PATCH have a body that means something (RFC 9110, section 9.3).
pub(crate) fn method_has_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// Whether a method changes nothing (RFC 9110, section 9.2.1).
pub(crate) fn method_is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}
