use framework::prelude::*;

#[get_mapping]
fn find(#[query("q", "r")] id: u8) -> u8 {
//~^ ["r"] one text is enough here
    id
}

fn main() {}
