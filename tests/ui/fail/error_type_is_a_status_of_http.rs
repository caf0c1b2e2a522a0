use framework::prelude::*;
#[get_mapping("/x")]
fn find() -> Result<u32, http::StatusCode> {
//~^ [Result<u32, http::StatusCode>] `StatusCode` cannot become an `Invalid`
//~| implement `std::error::Error` for `StatusCode` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error
    Err(http::StatusCode::NOT_FOUND)
}

fn main() {}
