//! The routes of the tour.
//!
//! A line ``Try `/path` → 404`` in a handler's documentation becomes a link of the index page; without a status it
//! is answered 200.

mod beans;
mod errors;
mod files;
mod forms;
mod guards;
mod index;
mod parameters;
mod responses;
#[cfg(feature = "sessions")]
mod sessions;
mod settings;
mod sockets;
mod streams;
mod values;

use framework::prelude::*;
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    set_header::SetResponseHeaderLayer,
};

/// What the program gives to the framework: a component for a constructor, and middleware of the tower family.
pub(crate) fn app(app: App) -> App {
    let powered = http::HeaderValue::from_static("framework");
    let public = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tour/public");
    app.set("http.files_root", public)
        .assets("/static", public)
        .mount("/mounted", tower::service_fn(mounted))
        .provide(guards::Tokens::from(["ada".to_owned(), "grace".to_owned()]))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetResponseHeaderLayer::overriding(http::HeaderName::from_static("x-tour"), powered))
}

/// Something foreign: it sees the path behind `/mounted`.
async fn mounted(request: http::Request<Body>) -> Result<Response, std::convert::Infallible> {
    Ok(Response::new(Body::from(format!("mounted, asked for {}", request.uri().path()))))
}
