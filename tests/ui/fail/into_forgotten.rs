use framework::prelude::*;

#[get_mapping]
fn find() -> JsonResponse {
    RedirectResponse::to("/login")
    //~^ [RedirectResponse::to("/login")] mismatched types
}

fn main() {}
