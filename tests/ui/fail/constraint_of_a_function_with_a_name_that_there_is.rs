use framework::prelude::*;

#[path_constraint]
fn slug(segment: &str) -> bool {
//~^ [slug] `slug` is a constraint already; choose another name
    !segment.is_empty()
}

fn main() {}
