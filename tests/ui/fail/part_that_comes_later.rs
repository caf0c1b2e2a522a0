use framework::prelude::*;

#[post_mapping]
fn upload(#[part] name: String) -> String {
//~^ [#[part]] `#[part]` is not supported yet
    name
}

fn main() {}
