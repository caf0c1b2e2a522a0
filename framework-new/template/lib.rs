//! {name}: what it answers. `src/main.rs` runs it, `tests/` tests it.
//!
//! The guide of the framework is `{framework}/docs/README.md`.

mod notes;

use framework::prelude::*;
pub use notes::{Note, Notes};

/// The application. Provide here what its controllers need, a connection pool for instance: `.provide(pool)`.
pub fn app() -> App {
    App::new()
}

/// Says where to begin.
#[get_mapping("/")]
fn index() -> HtmlResponse {
    HtmlResponse::new("<h1>It works</h1><p>Try <a href=\"/notes\">/notes</a> and, in a debug build, <a href=\"/docs\">what else there is</a>.</p>")
}
