use framework::prelude::*;

#[get_mapping]
fn longest(a: &str, b: &str) -> &str {
//~^ [&] missing lifetime specifier
    if a.len() > b.len() { a } else { b }
}

fn main() {}
