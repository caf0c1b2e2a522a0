use framework::prelude::*;
#[path_constraint("even")]
fn even(segment) -> bool {
//~^ [)] expected one of
    true
}

fn main() {}
