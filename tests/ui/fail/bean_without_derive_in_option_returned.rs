use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn find() -> Option<Unsupported> {
//~^ [Option<Unsupported>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported`
    None
}

fn main() {}
