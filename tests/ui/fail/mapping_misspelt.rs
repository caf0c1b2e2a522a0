use framework::prelude::*;

#[get_maping("/users")]
//~^ [get_maping] cannot find attribute `get_maping` in this scope
fn all() -> u8 {
    1
}

fn main() {}
