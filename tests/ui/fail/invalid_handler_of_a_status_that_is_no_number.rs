use framework::prelude::*;

#[invalid_handler("404")]
//~^ ["404"] a status is a number: `#[invalid_handler(404)]`
fn page(invalid: &Invalid) -> String {
    invalid.to_string()
}

fn main() {}
