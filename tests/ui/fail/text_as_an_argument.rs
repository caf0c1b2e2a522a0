use framework::prelude::*;
#[get_mapping("/users/<name>")]
fn find(name: str) -> u8 {
//~^ [str] a text has no size of its own; write `&str`, or `String`
    name.len() as u8
}

fn main() {}
