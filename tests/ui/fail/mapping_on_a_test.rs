use framework::prelude::*;
#[get_mapping("/users")]
#[test]
//~^ [test] a test answers no requests; drop this attribute, or the mapping
fn list() -> u8 {
    1
}

fn main() {}
