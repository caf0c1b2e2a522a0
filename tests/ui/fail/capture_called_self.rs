use framework::prelude::*;

#[get_mapping("/<self>")]
//~^ ["/<self>"] no argument can be called `self`; write another name in `<self>`, or `<>`
fn find() -> u8 {
    1
}

fn main() {}
