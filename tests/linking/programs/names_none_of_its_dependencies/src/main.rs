use framework::prelude::*;

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &["/own", "/users"]);
}
