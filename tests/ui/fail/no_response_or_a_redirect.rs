use framework::prelude::*;

struct Unsupported;

#[get_mapping]
fn find() -> Result<Unsupported, RedirectResponse> {
//~^ [Result<Unsupported, RedirectResponse>] a handler cannot return `Unsupported`
//~| add `#[derive(Bean)]` to `Unsupported` to send it as JSON
    Err(RedirectResponse::to("/login"))
}

fn main() {}
