use framework::prelude::*;

#[path_constraint("no name")]
//~^ ["no name"] `no name` is no name of a constraint; write one as `gender`
fn gender(segment: &str) -> bool {
    segment == "female"
}

fn main() {}
