use framework::prelude::*;

#[get_mapping]
unsafe fn find() -> u8 {
//~^ [unsafe] a handler cannot be `unsafe`
    1
}

fn main() {}
