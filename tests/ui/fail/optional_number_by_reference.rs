use framework::prelude::*;

#[get_mapping]
fn find(page: Option<&u8>) -> u8 {
//~^ [Option<&u8>] a handler cannot take `&u8` as an argument
    page.copied().unwrap_or(1)
}

fn main() {}
