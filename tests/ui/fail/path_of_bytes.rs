use framework::prelude::*;
#[get_mapping(b"/users")]
//~^ [b"/users"] a text is no bytes; write it without the `b`
fn list() -> u8 {
    1
}

fn main() {}
