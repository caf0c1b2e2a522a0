use framework::prelude::*;

#[get_mapping(r"/users/{id}")]
//~^ [r"/users/{id}"] `{id}` is not a capture; write `<id>`
fn find(id: u8) -> u8 {
    id
}

fn main() {}
