use entries as _;
use framework::prelude::*;

framework::link!(billing_api);

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &[]);
}
