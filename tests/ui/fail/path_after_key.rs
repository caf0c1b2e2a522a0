use framework::prelude::*;

#[get_mapping(crate = framework, "/a")]
//~^ ["/a"] texts come before keys
fn find() {}

fn main() {}
