use framework::prelude::*;

#[get_mapping]
fn all() -> u8;
//~^ [fn all() -> u8;] free function without a body

fn main() {}
