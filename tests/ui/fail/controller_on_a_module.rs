use framework::prelude::*;
#[controller("/users")]
mod users {
//~^ [mod] `#[controller]` stands on an `impl` block, as `impl Users { … }`
    fn find() -> u32 {
        1
    }
}

fn main() {}
