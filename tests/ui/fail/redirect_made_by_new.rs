use framework::prelude::*;

#[get_mapping]
fn find() -> RedirectResponse {
    RedirectResponse::new("/login")
    //~^ [new] no function or associated item named `new` found for struct `framework::RedirectResponse` in the current scope
}

fn main() {}
