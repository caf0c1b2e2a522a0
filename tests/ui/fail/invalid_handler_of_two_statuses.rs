use framework::prelude::*;

#[invalid_handler(404, 405)]
//~^ [405] one function answers one status, or all; write `#[invalid_handler(404)]`
fn page(invalid: &Invalid) -> String {
    invalid.to_string()
}

fn main() {}
