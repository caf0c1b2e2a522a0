use framework::prelude::*;

#[get_mapping]
fn find(id: Box<u8>) -> u8 {
//~^ [Box<u8>] a handler cannot take `Box<u8>` as an argument
    *id
}

fn main() {}
