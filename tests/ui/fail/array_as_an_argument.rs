use framework::prelude::*;

#[get_mapping]
fn find(ids: [u8; 3]) -> u8 {
//~^ a handler cannot take `[u8; 3]` as an argument
//~| an array as a `Vec`
    ids[0]
}

fn main() {}
