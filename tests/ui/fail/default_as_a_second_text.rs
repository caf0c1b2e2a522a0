use framework::prelude::*;
#[get_mapping]
fn find(#[query("page", "1")] page: u32) -> u32 {
//~^ ["1"] one text is enough here
    page
}

fn main() {}
