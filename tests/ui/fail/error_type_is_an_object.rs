use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, dyn std::error::Error> {
//~^ [dyn std::error::Error] an object has no size of its own; write `Invalid`, which `?` makes of any error
    Ok(1)
}

fn main() {}
