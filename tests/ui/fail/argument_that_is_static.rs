use framework::prelude::*;
#[get_mapping("/users/<name>")]
fn find(name: &'static str) -> &'static str {
//~^ ['static] an argument lives as long as its request; drop `'static`, or take a `String`
    name
}

fn main() {}
