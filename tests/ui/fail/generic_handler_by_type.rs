use framework::prelude::*;

#[get_mapping]
fn find<T: Default>(id: u8) -> u8 {
//~^ [T: Default] a handler cannot be generic
    id
}

fn main() {}
