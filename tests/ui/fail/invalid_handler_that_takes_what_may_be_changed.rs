use framework::prelude::*;

#[invalid_handler]
fn page(_: &mut Invalid) -> String {
//~^ [&mut Invalid] an invalid handler cannot take `&mut framework::Invalid`
    String::new()
}

fn main() {}
