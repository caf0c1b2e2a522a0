use framework::prelude::*;

#[derive(Debug, HttpError)]
#[invalid(404, "no such user")]
struct NotFound;
//~^ [NotFound] `#[derive(HttpError)]` stands on an enum

#[get_mapping]
fn find() -> Result<String, NotFound> {
    Err(NotFound)
}

fn main() {}
