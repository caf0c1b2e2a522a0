use framework::prelude::*;

#[invalid_handler(200)]
//~^ [200] the status of an error is 400 to 599
fn page(invalid: &Invalid) -> String {
    invalid.to_string()
}

fn main() {}
