use framework::prelude::*;

#[get_mapping('/')]
//~^ ['/'] a text stands in double quotes: `"…"`
fn find() -> u8 {
    1
}

fn main() {}
