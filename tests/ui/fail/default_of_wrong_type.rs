use framework::prelude::*;

#[get_mapping]
fn list(#[query(default = "one")] page: u32) -> u32 {
//~^ ["one"] the trait bound `u32: From<&'static str>` is not satisfied
    page
}

fn main() {}
