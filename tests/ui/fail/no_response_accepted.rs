use framework::prelude::*;

struct Unsupported;

#[get_mapping]
async fn accept() -> Accepted<Unsupported> {
//~^ [Accepted<Unsupported>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON
    Accepted(Unsupported)
}

fn main() {}
