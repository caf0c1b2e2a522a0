use billing_api as _;
use framework::prelude::*;

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

#[framework::main(users)]
fn main() {
    report::report(App::new, &["/users", "/invoices"]);
}
