use framework::prelude::*;

#[post_mapping]
fn show(request: &mut Request) -> String {
//~^ [&mut Request] a handler cannot take `&mut framework::Request` as an argument
//~| write `mut name: framework::Request`
    request.path().to_owned()
}

fn main() {}
