use framework::prelude::*;
#[controller("/users")]
trait Users {
//~^ [trait] `#[controller]` stands on an `impl` block, as `impl Users { … }`
    #[get_mapping]
    fn find(&self) -> u32;
}

fn main() {}
