use framework::prelude::*;
#[invalid_handler(404)]
fn lost(invalid: &Invalid, #[query] page: u32) -> String {
//~^ [#[query]] an invalid handler takes `&Invalid` and `&RequestHead`; drop this argument
    page.to_string()
}

fn main() {}
