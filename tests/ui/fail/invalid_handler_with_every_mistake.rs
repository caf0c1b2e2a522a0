use framework::prelude::*;

#[invalid_handler(600, enabled)]
//~^ [600] the status of an error is 400 to 599
//~^^ [enabled] the key `enabled` is not understood; known are `crate`
fn page<T>(_: &Invalid) -> &str {
//~^ [T] an invalid handler cannot be generic
//~^^ [&] an invalid handler cannot return what it borrows
    ""
}

fn main() {}
