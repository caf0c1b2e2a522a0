use framework::prelude::*;

#[get_mapping(c"/users")]
//~^ [c"/users"] a text ends where its quotes do; write it without the `c`
fn find() -> u8 {
    1
}

fn main() {}
