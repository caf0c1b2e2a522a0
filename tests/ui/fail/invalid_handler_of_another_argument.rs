use framework::prelude::*;

#[invalid_handler(404)]
fn page(invalid: &Invalid, id: i32) -> String {
//~^ [i32] an invalid handler cannot take `i32`
//~| neither `&Invalid` nor `&RequestHead`
//~| write `fn page(invalid: &Invalid, request: &RequestHead) -> …`
    format!("{invalid} {id}")
}

fn main() {}
