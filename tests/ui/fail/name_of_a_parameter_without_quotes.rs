use framework::prelude::*;

#[get_mapping]
fn find(#[query(name)] page: u8) -> u8 {
//~^ [name] the key `name` is not understood; write the name itself: `#[query("q")]`
    page
}

fn main() {}
