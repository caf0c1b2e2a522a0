use framework::prelude::*;

#[path_constraint("gender")]
fn gender(segment: &str, other: &str) -> bool {
//~^ [gender] mismatched types
    segment == other
}

fn main() {}
