use framework::prelude::*;

#[get_mapping]
fn find(id: impl Into<u8>) -> u8 {
//~^ [impl Into<u8>] a handler cannot be generic
    id.into()
}

fn main() {}
