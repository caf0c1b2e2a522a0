use framework::prelude::*;

#[post_mapping("/photos")]
fn store(#[part] name: String) -> String {
//~^ [#[part]] `#[part]` needs the feature `multipart` of the framework; switch it on in Cargo.toml
    name
}

fn main() {}
