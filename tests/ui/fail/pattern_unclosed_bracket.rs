use framework::prelude::*;

#[get_mapping("/users/<id")]
//~^ ["/users/<id"] `<id` has a `<` without its `>`; write `<id>`
fn find(id: u8) -> u8 {
    id
}

fn main() {}
