use framework::prelude::*;
#[invalid_handler(400..500)]
//~^ [.] one function answers one status, or all; write `#[invalid_handler(404)]`
fn lost(invalid: &Invalid) -> &'static str {
    "lost"
}

fn main() {}
