use framework::prelude::*;

#[get_mapping]
fn find(#[query(default = -1)] page: u8) -> u8 {
//~^ [-1] cannot apply unary operator `-` to type `u8`
    page
}

fn main() {}
