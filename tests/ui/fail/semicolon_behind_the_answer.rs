use framework::prelude::*;

#[get_mapping]
fn find() -> u8 {
//~^ [u8] mismatched types
    1;
}

fn main() {}
