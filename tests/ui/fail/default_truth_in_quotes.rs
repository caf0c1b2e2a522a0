use framework::prelude::*;

#[get_mapping]
fn find(#[query(default = "true")] all: bool) -> bool {
//~^ ["true"] `bool` cannot be made from a text
    all
}

fn main() {}
