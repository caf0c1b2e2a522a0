//! `/openapi.json`: the descriptions of all routes as one OpenAPI 3.1 document.

mod document;

use std::sync::Arc;

use bytes::Bytes;

use crate::{
    Body, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs},
    request::{RouteInfo, Terms},
    respond::{JSON, ok},
    route::{Call, Instance, Route},
    schema::Description,
    service::Served,
};

/// A route like any other; its "controller" is the document.
static ROUTE: Route = Route {
    info: RouteInfo {
        methods: &["GET"],
        pattern: "/openapi.json",
        captures: &[],
        rank: 0,
        function: "openapi",
        module: module_path!(),
        package: env!("CARGO_PKG_NAME"),
        file: file!(),
        line: line!(),
        documentation: "This document.",
        terms: Terms::OPEN,
    },
    controller: None,
    in_program: false,
    needs: Needs::NONE,
    call: Call::Sync(send),
    describe: |_: &mut Description<'_>| {},
};

struct Document(Bytes);

/// The route of the document, unless the program has a route of its own there.
pub(crate) fn routes(described: &[&'static Route], context: &Context) -> Vec<Served> {
    if described.iter().any(|route| route.info.pattern == ROUTE.info.pattern) {
        return Vec::new();
    }
    let document = Document(document::write(described, context).to_string().into());
    vec![Served { index: 0, route: &ROUTE, controller: Arc::new(document) }]
}

fn send(_: &Context, document: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    let document = document.downcast_ref::<Document>().ok_or_else(|| Invalid::internal("no document"))?;
    Ok(ok(JSON, Body::from(document.0.clone())))
}
