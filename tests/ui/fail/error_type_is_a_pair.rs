use framework::prelude::*;
#[get_mapping("/x")]
fn find() -> Result<u32, (HttpStatus, String)> {
//~^ [Result<u32, (HttpStatus, String)>] `(framework::HttpStatus, std::string::String)` cannot become an `Invalid`
//~| implement `std::error::Error` for `(framework::HttpStatus, std::string::String)` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error
    Err((HttpStatus::NOT_FOUND, String::new()))
}

fn main() {}
