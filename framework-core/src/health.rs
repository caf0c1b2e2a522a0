//! `/health/live` and `/health/ready`: whether the process is alive, and whether it wants requests.

use std::sync::{Arc, atomic::Ordering::Relaxed};

use http::header;

use crate::{
    HttpStatus, Invalid, Response,
    context::Context,
    extract::{Loaded, Needs},
    request::{RouteInfo, Terms},
    respond::{TEXT, ok},
    route::{Api, Call, Instance, Route},
    schema::{Description, Schema},
    service::Served,
};

macro_rules! route {
    ($pattern:literal, $function:ident, $documentation:literal) => {
        Route {
            info: RouteInfo {
                methods: &["GET"],
                pattern: $pattern,
                captures: &[],
                rank: 0,
                function: stringify!($function),
                module: module_path!(),
                package: env!("CARGO_PKG_NAME"),
                file: file!(),
                line: line!(),
                documentation: $documentation,
                terms: Terms::OPEN,
            },
            controller: None,
            in_program: false,
            needs: Needs::NONE,
            call: Call::Sync($function),
            api: Api { version: env!("CARGO_PKG_VERSION"), hidden: true, deprecated: None },
            describe,
        }
    };
}

static LIVE: Route = route!("/health/live", live, "Whether the process is alive.");
static READY: Route = route!("/health/ready", ready, "Whether the process wants requests.");

/// The routes of the checks.
pub(crate) fn routes() -> Vec<Served> {
    let served = |route| Served { index: 0, route, controller: Arc::new(()) };
    vec![served(&LIVE), served(&READY)]
}

fn live(_: &Context, _: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    Ok(fresh("alive"))
}

/// False from the moment when the server is told to stop, while `http.drain_delay` goes by.
fn ready(context: &Context, _: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    if context.is_stopping.load(Relaxed) {
        return Err(Invalid::unavailable("the server is stopping"));
    }
    Ok(fresh("ready"))
}

fn fresh(text: &'static str) -> Response {
    let mut response = ok(TEXT, text);
    response.headers_mut().insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    response
}

fn describe(description: &mut Description<'_>) {
    description.response(HttpStatus::OK, "text/plain", Schema::new());
    description.problem(HttpStatus::SERVICE_UNAVAILABLE);
}
