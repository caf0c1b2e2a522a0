use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn create() -> Created<Unsupported> {
//~^ [Created<Unsupported>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON
    Created::at("/1", Unsupported)
}

fn main() {}
