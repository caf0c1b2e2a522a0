use framework::prelude::*;
#[get_mapping(["/users", "/people"])]
//~^ [[] several texts follow each other, without brackets: `"/users", "/people"`
fn list() -> u8 {
    1
}

fn main() {}
