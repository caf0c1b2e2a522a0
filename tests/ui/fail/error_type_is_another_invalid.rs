use framework::prelude::*;

struct Invalid;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
//~^ [Result<u8, Invalid>] `Invalid` cannot become an `Invalid`
    Err(Invalid)
}

fn main() {}
