use framework::prelude::*;

#[get_mapping]
fn find(name: &mut str) -> u8 {
//~^ [&mut str] a handler cannot take `&mut str` as an argument
    name.len() as u8
}

fn main() {}
