use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> dyn std::fmt::Display {
//~^ [dyn std::fmt::Display] a handler returns one type; write it, or `impl IntoResponse`
    1
}

fn main() {}
