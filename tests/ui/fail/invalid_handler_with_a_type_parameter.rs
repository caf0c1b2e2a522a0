use framework::prelude::*;

#[invalid_handler(404)]
fn page<T>(_: &Invalid) -> String {
//~^ [T] an invalid handler cannot be generic
    String::new()
}

fn main() {}
