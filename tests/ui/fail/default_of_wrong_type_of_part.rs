use framework::prelude::*;

#[post_mapping]
fn list(#[part("p", default = 1)] page: String) -> String {
//~^ [1] mismatched types
    page
}

fn main() {}
