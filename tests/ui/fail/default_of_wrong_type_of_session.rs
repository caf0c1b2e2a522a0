use framework::prelude::*;

#[get_mapping]
fn count(#[session(default = "one")] count: u32) -> u32 {
    //~^ ["one"] `u32` cannot be made from a text
    count
}

fn main() {}
