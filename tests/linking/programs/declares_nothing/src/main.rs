use billing_api as _;
use framework::prelude::*;
use users as _;

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &[]);
}
