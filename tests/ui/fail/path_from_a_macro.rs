use framework::prelude::*;
#[get_mapping(concat!("/users", "/all"))]
//~^ [concat] no macro can look into another, or into a constant; write the text itself
fn list() -> u8 {
    1
}

fn main() {}
