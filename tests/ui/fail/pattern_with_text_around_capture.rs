use framework::prelude::*;

#[get_mapping("/users/<id>.json")]
//~^ ["/users/<id>.json"] `<id>.json` has text around a capture
fn find(id: u8) -> u8 {
    id
}

fn main() {}
