use framework::prelude::*;

#[get_mapping]
fn find(#[query(1)] page: u8) -> u8 {
//~^ [1] expected a text in quotes or a key
    page
}

fn main() {}
