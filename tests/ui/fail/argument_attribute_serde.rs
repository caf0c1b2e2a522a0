use framework::prelude::*;

#[get_mapping("/users")]
fn list(#[serde(default)] page: u8) -> u8 {
    //~^ [serde] `#[serde]` says of no argument where it comes from; write `#[query(default = 1)]`
    page
}

fn main() {}
