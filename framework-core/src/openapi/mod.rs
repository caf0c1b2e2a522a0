//! `/openapi.json`: the descriptions of all routes as one OpenAPI 3.1 document; `/docs`, a page that shows it.

mod constraints;
mod document;
mod operations;
#[cfg(feature = "docs-ui")]
mod page;

pub(crate) use constraints::template;
pub(crate) use operations::{Operation, operations};

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{HeaderValue, header};

use crate::{
    Body, BoxFuture, Invalid, Response,
    body::Unfinished,
    context::Context,
    extract::{Loaded, Needs},
    files::Stored,
    request::{RequestHead, RouteInfo, Terms},
    resources,
    respond::JSON,
    route::{Api, Call, Instance, Route},
    schema::Description,
    service::Served,
};

/// A route of the framework's own, described nowhere.
const fn own(pattern: &'static str, documentation: &'static str, call: Call) -> Route {
    Route {
        info: RouteInfo {
            methods: &["GET"],
            pattern,
            captures: &[],
            rank: 0,
            function: "openapi",
            module: module_path!(),
            package: env!("CARGO_PKG_NAME"),
            file: file!(),
            line: line!(),
            documentation,
            terms: Terms::OPEN,
        },
        controller: None,
        in_program: false,
        needs: Needs::NONE,
        call,
        api: Api { version: env!("CARGO_PKG_VERSION"), hidden: true, deprecated: None },
        describe: |_: &mut Description<'_>| {},
    }
}

/// Its "controller" is the document.
static DOCUMENT: Route = own("/openapi.json", "The API as an OpenAPI document.", Call::Sync(send));

/// The document, written when it is first asked for: a start does not wait for it.
struct Document {
    routes: Vec<&'static Route>,
    written: OnceLock<Asset>,
}

/// The routes of the document and of the page, unless the program has something of its own there.
pub(crate) fn routes(described: &[&'static Route], is_mounted: impl Fn(&str) -> bool) -> Vec<Served> {
    let is_free = |own: &Route| {
        let pattern = own.info.pattern;
        described.iter().all(|route| route.info.pattern != pattern) && !is_mounted(pattern)
    };
    if !is_free(&DOCUMENT) {
        return Vec::new();
    }
    let document = Document { routes: described.to_vec(), written: OnceLock::new() };
    #[cfg_attr(not(feature = "docs-ui"), allow(unused_mut))]
    let mut served = vec![Served { index: 0, route: &DOCUMENT, controller: Arc::new(document) }];
    #[cfg(feature = "docs-ui")]
    if page::ROUTES.iter().all(is_free) {
        let nobody: Arc<Instance> = Arc::new(());
        served.extend(page::ROUTES.iter().map(|route| Served { index: 0, route, controller: Arc::clone(&nobody) }));
    }
    served
}

/// The document as JSON; the contract is written from the same descriptions.
pub(crate) fn document(routes: &[&'static Route], context: &Context) -> serde_json::Value {
    document::write(routes, context)
}

fn send(context: &Context, document: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    let document = document.downcast_ref::<Document>().ok_or_else(|| Invalid::internal("no document"))?;
    let asset = document.written.get_or_init(|| {
        let bytes = self::document(&document.routes, context).to_string();
        Asset::new("openapi.json", bytes.into())
    });
    let mut response = asset.clone().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    Ok(response)
}

/// What is sent as a file is, with an entity tag, and may be kept while that is the same.
#[derive(Debug, Clone)]
struct Asset {
    name: &'static str,
    bytes: Bytes,
    /// With its quotes.
    etag: String,
    coding: Option<&'static str>,
}

impl Asset {
    fn new(name: &'static str, bytes: Bytes) -> Self {
        let etag = resources::etag(&bytes);
        Asset { name, bytes, etag, coding: None }
    }

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::unfinished(self));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }
}

impl Unfinished for Asset {
    fn finish<'a>(
        self: Box<Self>,
        response: Response,
        head: &'a RequestHead,
        _: &'a Context,
    ) -> BoxFuture<'a, Result<Response, Invalid>> {
        let stored = Stored::embedded(self.name, self.bytes, self.etag);
        let stored = self.coding.into_iter().fold(stored, Stored::encoded);
        Box::pin(stored.into_response(response, head.method(), head.headers()))
    }
}
