//! A route for every way to take a parameter, for every way to return a value and for every kind of bean:
//! `cargo run --example tables --features full`, then open <http://127.0.0.1:8550/docs>.
//!
//! The tests hold what it says of itself against what it does: `tests/openapi.rs` and `.ci/openapi`.

mod tables;

use framework::prelude::*;

fn main() -> framework::Result<()> {
    tables::app(App::new().set("http.docs", "on")).run()
}
