use framework::prelude::*;
#[get_mapping("/users", method = "POST")]
//~^ [method] the key `method` is not understood; each method has an attribute of its own; several are `#[request_mapping("/users", methods("GET", "POST"))]`
fn find() -> i32 {
    1
}

fn main() {}
