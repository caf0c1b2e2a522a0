use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn list() -> Vec<Unsupported> {
//~^ [Vec<Unsupported>] `Unsupported` cannot be sent as JSON
//~| add `#[derive(Bean)]` to `Unsupported`
    Vec::new()
}

fn main() {}
