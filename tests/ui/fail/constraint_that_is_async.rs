use framework::prelude::*;

#[path_constraint("gender")]
async fn gender(segment: &str) -> bool {
//~^ [gender] mismatched types
    segment == "female"
}

fn main() {}
