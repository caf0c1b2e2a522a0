use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = 1)] page: Option<u32>) -> Option<u32> {
//~^ [1] mismatched types
    page
}

fn main() {}
