use framework::prelude::*;
#[get_mapping("/x")]
fn find() -> Result<u32, ()> {
//~^ [Result<u32, ()>] `()` cannot become an `Invalid`
//~| implement `std::error::Error` for `()` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error
    Ok(1)
}

fn main() {}
