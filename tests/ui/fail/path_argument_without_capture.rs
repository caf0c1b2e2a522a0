use framework::prelude::*;

#[get_mapping("/users")]
fn find(#[path] id: u8) -> u8 {
//~^ [u8] `/users` captures nothing called `id`; write `<id>` in it, or drop `#[path]`
    id
}

fn main() {}
