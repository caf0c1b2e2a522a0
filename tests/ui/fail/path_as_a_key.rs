use framework::prelude::*;
#[get_mapping(path = "/users")]
//~^ [path] the key `path` is not understood; write the path itself: `#[get_mapping("/users")]`
fn find() -> i32 {
    1
}

fn main() {}
