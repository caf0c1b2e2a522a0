use framework::prelude::*;

#[get_mapping]
fn find(ids: std::ops::Range<u8>) -> u8 {
//~^ [std::ops::Range<u8>] a handler cannot take `std::ops::Range<u8>` as an argument
    ids.start
}

fn main() {}
