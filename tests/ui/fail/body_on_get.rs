use framework::prelude::*;

#[get_mapping]
fn find(#[body] text: String) -> String {
//~^ [#[body]] a GET request has no body; use `#[post_mapping]`
    text
}

fn main() {}
