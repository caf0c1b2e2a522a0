use framework::prelude::*;

#[get_mapping("/users/(\\d+)")]
//~^ ["/users/(\\d+)"] `(\d+)` is not a capture; write `<id||\d+>`
fn find(id: u32) -> u32 {
    id
}

fn main() {}
