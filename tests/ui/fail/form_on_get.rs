use framework::prelude::*;

#[get_mapping]
fn find(#[form] name: String) -> String {
//~^ [#[form]] a GET request has no body; use `#[post_mapping]`, or take the argument from elsewhere
    name
}

fn main() {}
