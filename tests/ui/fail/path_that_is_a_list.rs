use framework::prelude::*;
#[get_mapping(["/a", "/b"])]
//~^ [[] expected a text in quotes or a key
fn find() -> u32 {
    1
}

fn main() {}
