use framework::prelude::*;
#[invalid_handler(HttpStatus::NOT_FOUND)]
//~^ [HttpStatus] a status is a number: `#[invalid_handler(404)]`
fn lost(invalid: &Invalid) -> &'static str {
    "lost"
}

fn main() {}
