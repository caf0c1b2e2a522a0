use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> Result<u32, &'static str> {
//~^ [Result<u32, &'static str>] `&str` cannot become an `Invalid`
//~| implement `std::error::Error` for `&str` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error
    Err("no")
}

fn main() {}
