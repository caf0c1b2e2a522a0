use framework::prelude::*;

framework::link!(users, billing_api);

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &["/own", "/users", "/invoices/7"]);
}
