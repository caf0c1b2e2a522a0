use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
    Err(Invalid::new(404, "nobody"))
    //~^ [404] mismatched types
}

fn main() {}
