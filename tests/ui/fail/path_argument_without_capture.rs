use framework::prelude::*;

#[get_mapping("/users")]
fn find(#[path] id: u8) -> u8 {
//~^ [u8] no capture is called `id`; write `<id>` in the path, or drop `#[path]`
    id
}

fn main() {}
