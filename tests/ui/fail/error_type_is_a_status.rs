use framework::prelude::*;

#[get_mapping("/users")]
fn find() -> Result<u8, HttpStatus> {
    //~^ [Result<u8, HttpStatus>] `framework::HttpStatus` cannot become an `Invalid`
    //~| of a status alone, `Invalid::new(HttpStatus::NOT_FOUND, "no such user")` makes one
    Err(HttpStatus::NOT_FOUND)
}

fn main() {}
