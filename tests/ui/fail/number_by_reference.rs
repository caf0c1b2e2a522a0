use framework::prelude::*;

#[get_mapping("/<id>")]
fn find(id: &u8) -> u8 {
//~^ [&u8] a handler cannot take `&u8` as an argument
    *id
}

fn main() {}
