use framework::prelude::*;
#[get_mapping("/users")]
fn list(): u8 {
//~^ [:] return types are denoted
    1
}

fn main() {}
