use framework::prelude::*;

enum Color {
    Red,
}

#[get_mapping("/<color>")]
fn find(color: Color) -> u8 {
//~^ [Color] a handler cannot take `Color` as an argument
    color as u8
}

fn main() {}
