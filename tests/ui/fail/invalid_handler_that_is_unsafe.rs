use framework::prelude::*;

#[invalid_handler(404)]
unsafe fn page(_: &Invalid) -> String {
//~^ [unsafe] an invalid handler cannot be `unsafe`
    String::new()
}

fn main() {}
