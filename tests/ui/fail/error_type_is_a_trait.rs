use std::error::Error;

use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Error> {
//~^ [Error] expected a type, found a trait
    Ok(1)
}

fn main() {}
