use framework::prelude::*;

#[get_mapping]
fn find() -> (u8, u8) {
//~^ [(u8, u8)] a handler cannot return `(u8, u8)`
    (1, 2)
}

fn main() {}
