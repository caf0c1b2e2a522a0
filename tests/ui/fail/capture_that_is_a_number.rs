use framework::prelude::*;

#[get_mapping("/<1>")]
//~^ ["/<1>"] `<1>` has a name that is not a Rust identifier; write one, such as `<id>`
fn find() -> u8 {
    1
}

fn main() {}
