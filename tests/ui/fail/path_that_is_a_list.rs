use framework::prelude::*;
#[get_mapping(["/a", "/b"])]
//~^ [[] several texts follow each other, without brackets: `"/users", "/people"`
fn find() -> u32 {
    1
}

fn main() {}
