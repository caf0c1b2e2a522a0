use framework::prelude::*;

#[get_mapping("/users")]
fn list(#[query(range(1..=9))] page: u8) -> u8 {
    //~^ [range] the key `range` is not understood; rules are a type's: `#[derive(Bean)] struct Age(#[bean(range(0..=150))] u8);`
    page
}

fn main() {}
