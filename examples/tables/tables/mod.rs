//! The routes of the tables.

mod beans;
mod bodies;
mod parameters;
mod requests;
mod returns;
mod types;

use framework::prelude::*;

/// What the program gives to the framework.
pub(crate) fn app(app: App) -> App {
    app.set("http.files_root", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/tour/public"))
        .provide(requests::Greeting("hello"))
        .provide(CookieKey::generate())
}
