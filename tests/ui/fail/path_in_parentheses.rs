use framework::prelude::*;

#[get_mapping(("/users"))]
//~^ [(] a text stands here as it is, without brackets: `"…"`
fn find() -> u8 {
    1
}

fn main() {}
