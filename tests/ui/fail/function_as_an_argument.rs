use framework::prelude::*;

#[get_mapping]
fn find(next: fn() -> u8) -> u8 {
//~^ [fn() -> u8] a handler cannot take `fn() -> u8` as an argument
    next()
}

fn main() {}
