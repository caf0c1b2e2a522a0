use framework::prelude::*;

#[get_mapping(42)]
//~^ [42] expected a text in quotes or a key
fn find(#[query] id: u8) -> u8 {
    id
}

fn main() {}
