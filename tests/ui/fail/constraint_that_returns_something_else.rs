use framework::prelude::*;

#[path_constraint("gender")]
fn gender(segment: &str) -> Option<String> {
//~^ [gender] mismatched types
    (segment == "female").then(|| segment.to_owned())
}

fn main() {}
