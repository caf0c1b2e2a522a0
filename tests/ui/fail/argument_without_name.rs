use framework::prelude::*;

#[get_mapping]
fn one(_: i32) -> i32 {
//~^ [_] an argument needs a name
    1
}

fn main() {}
