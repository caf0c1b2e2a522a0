use framework::prelude::*;

#[get_mapping]
fn list(#[cookie(default = "one")] page: u32) -> u32 {
//~^ ["one"] `u32` cannot be made from a text
    page
}

fn main() {}
