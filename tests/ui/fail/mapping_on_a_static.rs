use framework::prelude::*;

#[get_mapping("/one")]
static ONE: u8 = 1;
//~^ [static] `#[get_mapping]` stands on a function

fn main() {}
