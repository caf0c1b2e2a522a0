use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    1
    //~^ [1] mismatched types
}

fn main() {}
