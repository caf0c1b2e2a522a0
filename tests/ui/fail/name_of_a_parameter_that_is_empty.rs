use framework::prelude::*;

#[get_mapping("/users")]
fn list(#[query("")] page: u8) -> u8 {
    //~^ [""] a parameter has a name; write one, or drop the text: the argument's name is it
    page
}

fn main() {}
