use std::fmt::Result;

use framework::prelude::*;

#[get_mapping]
fn find() -> Result<u8, Invalid> {
//~^ [Result] type alias takes 0 generic arguments but 2 generic arguments were supplied
    unreachable!()
}

fn main() {}
