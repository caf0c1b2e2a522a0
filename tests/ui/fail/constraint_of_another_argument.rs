use framework::prelude::*;

#[path_constraint("gender")]
fn gender(segment: String) -> bool {
//~^ [gender] mismatched types
    segment == "female"
}

fn main() {}
