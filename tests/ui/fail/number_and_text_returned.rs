use framework::prelude::*;
#[get_mapping]
fn find() -> (u16, String) {
//~^ [(u16, String)] of two values the first is a status: `(HttpStatus, T)`
    (404, String::new())
}

fn main() {}
