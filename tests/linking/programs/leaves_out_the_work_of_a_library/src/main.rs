use framework::prelude::*;
use sweeper as _;

framework::link!();

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &["/own"]);
}
