use framework::prelude::*;

#[derive(Bean)]
struct Broken {
    reason: String,
}

#[get_mapping]
fn find() -> Result<JsonResponse, Broken> {
//~^ [Result<JsonResponse, Broken>] `Broken` cannot become an `Invalid`
//~| implement `std::error::Error` for `Broken`
    Err(Broken { reason: "x".into() })
}

fn main() {}
