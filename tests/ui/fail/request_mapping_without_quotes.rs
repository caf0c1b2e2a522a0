use framework::prelude::*;
#[request_mapping("/x", methods(GET, POST))]
//~^ [GET] write texts in quotes: `methods("GET")`
fn find() -> u32 {
    1
}

fn main() {}
