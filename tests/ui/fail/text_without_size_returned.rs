use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> str {
//~^ [str] a text has no size of its own; return a `String`, or `&'static str`
    *"none"
}

fn main() {}
