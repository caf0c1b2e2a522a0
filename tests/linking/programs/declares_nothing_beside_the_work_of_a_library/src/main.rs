use framework::prelude::*;
use sweeper as _;

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &[]);
}
