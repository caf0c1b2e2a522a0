use framework::prelude::*;
#[get_mapping(/users)]
//~^ [/] a path stands in quotes: `"/users"`
fn list() -> u8 {
    1
}

fn main() {}
