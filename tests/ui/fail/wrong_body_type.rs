use framework::prelude::*;

#[get_mapping]
fn find() -> u8 {
    "one"
    //~^ ["one"] mismatched types
}

fn main() {}
