use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn find() -> Unsupported {
//~^ [Unsupported] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON, or implement `IntoResponse` for it
    Unsupported
}

fn main() {}
