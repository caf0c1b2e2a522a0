use framework::prelude::*;

#[invalid_handler(404)]
fn page(invalid: &Invalid) -> &str {
//~^ [&] an invalid handler cannot return what it borrows
    invalid.detail().unwrap_or_default()
}

fn main() {}
