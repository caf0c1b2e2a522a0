use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = 300)] page: u8) -> u8 {
//~^ [300] literal out of range for `u8`
    page
}

fn main() {}
