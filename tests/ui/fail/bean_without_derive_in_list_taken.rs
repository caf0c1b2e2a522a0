use framework::prelude::*;

struct Unsupported;

#[post_mapping]
fn create(things: Vec<Unsupported>) {
//~^ [Vec<Unsupported>] a handler cannot take `Unsupported` as an argument
//~| add `#[derive(Bean)]` to `Unsupported`
    let _ = things;
}

fn main() {}
