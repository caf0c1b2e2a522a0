use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    Invalid::not_found("nobody")
    //~^ [Invalid::not_found("nobody")] mismatched types
}

fn main() {}
