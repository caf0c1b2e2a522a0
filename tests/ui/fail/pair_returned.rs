use framework::prelude::*;

#[get_mapping]
fn find() -> (u8, u8) {
//~^ [(u8, u8)] of two values the first is a status: `(HttpStatus, T)`
    (1, 2)
}

fn main() {}
