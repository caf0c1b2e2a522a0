use framework::prelude::*;
#[get_mapping]
fn find(#[query(default = "1")] page: u32) -> u32 {
//~^ ["1"] `u32` cannot be made from a text
//~| write a value of type `u32`
    page
}

fn main() {}
