use framework::prelude::*;

#[get_mapping("/counter")]
fn count(#[session] count: u32) -> u32 {
//~^ [#[session]] `#[session]` needs the feature `sessions` of the framework; switch it on in Cargo.toml
    count
}

fn main() {}
