use framework::prelude::*;

#[invalid_handler(404, create = ::framework)]
//~^ [create] the key `create` is not understood; did you mean `crate`?
fn page(invalid: &Invalid) -> String {
    invalid.to_string()
}

fn main() {}
