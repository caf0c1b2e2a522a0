//! A prefix chooses the response type where the program wrote it, and nowhere else.

mod asked;
mod described;
mod formatted;
mod literals;
mod own;
mod visitors;

use framework::{TestApp, prelude::*};

const CSV: &str = "text/csv";

/// There is a file in the root of files: if a prefix counted where it must not, its content would be sent.
fn unstarted() -> App {
    App::new().module(module_path!()).set("http.files_root", env!("CARGO_MANIFEST_DIR"))
}

fn app() -> TestApp {
    unstarted().test()
}
