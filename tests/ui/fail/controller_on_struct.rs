use framework::prelude::*;

#[controller("/users")]
#[derive(Default)]
pub struct Users;
//~^ [pub] `#[controller]` stands on an `impl` block, as `impl Users { … }`

fn main() {}
