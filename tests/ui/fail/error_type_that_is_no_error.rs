use framework::prelude::*;

struct Broken;

#[get_mapping]
fn find() -> Result<String, Broken> {
//~^ [Result<String, Broken>] `Broken` cannot become an `Invalid`
//~| implement `std::error::Error` for `Broken`
    Err(Broken)
}

fn main() {}
