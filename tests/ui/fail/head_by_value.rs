use framework::prelude::*;

#[get_mapping]
fn find(head: RequestHead) -> String {
//~^ [RequestHead] a handler cannot take `framework::RequestHead` as an argument
    head.uri().to_string()
}

fn main() {}
