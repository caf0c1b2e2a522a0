use framework::prelude::*;

#[invalid_handler(404)]
fn lost(uri: &Uri) -> String {
//~^ [&Uri] an invalid handler cannot take
//~| write `fn page(invalid: &Invalid, request: &RequestHead)
    uri.to_string()
}

fn main() {}
