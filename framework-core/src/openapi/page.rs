//! `/docs`: Swagger UI, which shows the document and tries its routes. Nothing of it comes from elsewhere.

use bytes::Bytes;
use http::{HeaderValue, header};

use super::{Asset, own};
use crate::{
    HttpStatus, Invalid, Response,
    context::Context,
    extract::Loaded,
    files::accepts_gzip,
    route::{Call, Instance, Route},
};

/// The page and its parts.
pub(super) static ROUTES: [Route; 4] = [
    own("/docs", "The API as a page.", Call::Sync(page)),
    own("/docs/start.js", "Begins the page.", Call::Sync(start)),
    own("/docs/swagger-ui.js", "Swagger UI.", Call::Sync(script)),
    own("/docs/swagger-ui.css", "Its style.", Call::Sync(style)),
];

/// What the page may do: load its own parts, show pictures that its style holds, and ask this server.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

fn page(_: &Context, _: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    let mut response = text("docs.html", framework_docs_ui::PAGE);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, POLICY);
    Ok(response)
}

fn start(_: &Context, _: &Instance, _: &Loaded) -> Result<Response, Invalid> {
    Ok(text("start.js", framework_docs_ui::START))
}

fn script(_: &Context, _: &Instance, loaded: &Loaded) -> Result<Response, Invalid> {
    compressed("swagger-ui.js", framework_docs_ui::SCRIPT, loaded)
}

fn style(_: &Context, _: &Instance, loaded: &Loaded) -> Result<Response, Invalid> {
    compressed("swagger-ui.css", framework_docs_ui::STYLE, loaded)
}

fn text(name: &'static str, text: &'static str) -> Response {
    Asset::new(name, Bytes::from_static(text.as_bytes())).into_response()
}

/// It is there in one form alone, which every browser accepts.
fn compressed(name: &'static str, bytes: &'static [u8], loaded: &Loaded) -> Result<Response, Invalid> {
    if !accepts_gzip(loaded.head().headers()) {
        return Err(Invalid::new(HttpStatus::NOT_ACCEPTABLE, "it is there compressed with gzip alone"));
    }
    let etag = format!("\"{}\"", framework_docs_ui::VERSION);
    let bytes = Bytes::from_static(bytes);
    let mut response = Asset { name, bytes, etag, coding: Some("gzip") }.into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Ok(response)
}
