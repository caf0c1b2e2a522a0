use framework::prelude::*;

enum Option<T> {
    Some(T),
    None,
}

#[get_mapping]
fn find(page: Option<u8>) -> u8 {
//~^ [Option<u8>] a handler cannot take `Option<u8>` as an argument
    let _ = page;
    1
}

fn main() {}
