use framework::prelude::*;

struct Unsupported;

#[get_mapping]
async fn find() -> Unsupported {
//~^ [Unsupported] a handler cannot return `Unsupported`
    Unsupported
}

fn main() {}
