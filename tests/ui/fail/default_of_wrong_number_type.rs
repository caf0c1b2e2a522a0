use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = 1.5)] page: u32) -> u32 {
//~^ [1.5] mismatched types
    page
}

fn main() {}
