use framework::prelude::*;
#[derive(Debug)]
enum Missing {
    User,
}
#[get_mapping("/x")]
fn find() -> Result<u32, Missing> {
//~^ [Result<u32, Missing>] `Missing` cannot become an `Invalid`
//~| implement `std::error::Error` for `Missing` (by `thiserror`, for instance), or use `Invalid` as the error: `.map_err(Invalid::internal)` makes one of a text or a boxed error
    Err(Missing::User)
}

fn main() {}
