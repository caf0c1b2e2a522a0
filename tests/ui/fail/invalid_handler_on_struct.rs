use framework::prelude::*;

#[invalid_handler(404)]
struct Page;
//~^ [struct] expected `fn`

fn main() {}
