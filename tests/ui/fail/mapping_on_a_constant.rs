use framework::prelude::*;

#[get_mapping("/one")]
const ONE: fn() -> u8 = || 1;
//~^ [const] `#[get_mapping]` stands on a function

fn main() {}
