use framework::prelude::*;

#[controller("/users")]
fn find() -> u8 {
//~^ [fn] `#[controller]` stands on an `impl` block, as `impl Users { … }`
    1
}

fn main() {}
