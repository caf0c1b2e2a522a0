use framework::prelude::*;

#[path_constraint(gender)]
//~^ [gender] a text stands in quotes: `path_constraint("gender")`
fn is_gender(segment: &str) -> bool {
    segment == "female"
}

fn main() {}
