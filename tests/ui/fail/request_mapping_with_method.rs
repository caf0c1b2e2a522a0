use framework::prelude::*;
#[request_mapping("/x", method = "GET")]
//~^ [method] the key `method` is not understood; did you mean `methods`?
fn find() -> u32 {
    1
}

fn main() {}
