use framework::prelude::*;
#[request_mapping("/x", methods = "GET")]
//~^ [methods] `methods` takes a list: `methods("…")`
fn find() -> u32 {
    1
}

fn main() {}
