//! Swagger UI 5.35.0 for the documentation page of `framework`: two files of the npm package `swagger-ui-dist`, as they
//! are, compressed with gzip. Its licence and those of what it holds lie beside them, in `assets`.

#![forbid(unsafe_code)]

/// The version of Swagger UI.
pub const VERSION: &str = "5.35.0";

/// `swagger-ui-bundle.js`, compressed with gzip.
pub const SCRIPT: &[u8] = include_bytes!("../assets/swagger-ui-bundle.js.gz");

/// `swagger-ui.css`, compressed with gzip.
pub const STYLE: &[u8] = include_bytes!("../assets/swagger-ui.css.gz");

/// The page. Its parts have relative names, `docs/…`, so that it works below a prefix too.
pub const PAGE: &str = include_str!("../assets/page.html");

/// `docs/start.js`, which begins the page with `openapi.json` beside it.
pub const START: &str = include_str!("../assets/start.js");
