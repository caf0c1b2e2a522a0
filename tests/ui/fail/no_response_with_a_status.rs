use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn find() -> Status<201, Unsupported> {
//~^ [Status<201, Unsupported>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON
    Status(Unsupported)
}

fn main() {}
