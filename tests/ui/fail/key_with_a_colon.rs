use framework::prelude::*;
#[get_mapping("/users", rank: 1)]
//~^ [:] a key is followed by `=`: `rank = …`
fn list() -> u8 {
    1
}

fn main() {}
