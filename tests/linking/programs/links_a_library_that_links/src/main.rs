use framework::prelude::*;

framework::link!(entries);

#[get_mapping("/own")]
fn own() -> &'static str {
    "own"
}

fn main() {
    report::report(App::new, &[]);
}
