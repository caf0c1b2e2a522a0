use framework::prelude::*;

#[get_mapping("/one")]
fn find() -> u8 {
    1
}

#[get_mapping("/two")]
fn find() -> u8 {
//~^ [fn find() -> u8] the name `find` is defined multiple times
    2
}

fn main() {}
