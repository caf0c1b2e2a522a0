use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn page() -> Unsupported {
//~^ [Unsupported] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON
    let _ = "$html:x";
    Unsupported
}

fn main() {}
