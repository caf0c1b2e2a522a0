use framework::prelude::*;

#[get_mapping]
fn find(#[json("/name")] name: String) -> String {
//~^ [#[json("/name")]] a GET request has no body; use `#[post_mapping]`, or take the argument from elsewhere
    name
}

fn main() {}
