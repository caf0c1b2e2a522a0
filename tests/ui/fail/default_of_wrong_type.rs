use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = "one")] page: u32) -> u32 {
//~^ ["one"] `u32` cannot be made from a text
//~| write a value of type `u32`
    page
}

fn main() {}
