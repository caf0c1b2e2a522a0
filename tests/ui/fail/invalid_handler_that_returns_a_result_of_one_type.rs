use framework::prelude::*;
#[invalid_handler(404)]
fn lost(invalid: &Invalid) -> Result<u8> {
//~^ [Result] enum takes 2 generic arguments
    Ok(1)
}

fn main() {}
