use framework::prelude::*;

#[invalid_handler]
async fn page(invalid: Invalid) -> String {
//~^ [Invalid] an invalid handler cannot take `framework::Invalid`
    invalid.to_string()
}

fn main() {}
