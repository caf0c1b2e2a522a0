use framework::prelude::*;

struct Unsupported;

#[get_mapping]
async fn find() -> Result<Unsupported, Invalid> {
//~^ [Result<Unsupported, Invalid>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported`
    Ok(Unsupported)
}

fn main() {}
