use framework::{Prefixed, prefixed, prelude::*};

#[get_mapping("/own/<name>")]
fn own(name: &str) -> Prefixed {
    prefixed!("$nobody:{name}")
}

/// Not a prefix, and so a text: that is no mistake that the start could know.
#[get_mapping("/text")]
fn text() -> &'static str {
    "$nobody:x"
}

fn main() {
    report::report(App::new, &[]);
}
