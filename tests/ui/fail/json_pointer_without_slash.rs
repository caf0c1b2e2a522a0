use framework::prelude::*;

#[post_mapping]
fn find(#[json("name")] name: String) -> String {
//~^ ["name"] `name` is no JSON pointer; write one as `/name/value`
    name
}

fn main() {}
