use framework::prelude::*;

struct Unsupported;

#[post_mapping]
fn create(thing: Option<Unsupported>) {
//~^ [Option<Unsupported>] a handler cannot take `Unsupported` as an argument
//~| add `#[derive(Bean)]` to `Unsupported`
    let _ = thing;
}

fn main() {}
