use framework::prelude::*;
#[get_mapping("/users")]
fn list(first: u8, ...) -> u8 {
//~^ [...] a handler takes what it names; drop `...`, and take a `Vec` for several values
    first
}

fn main() {}
