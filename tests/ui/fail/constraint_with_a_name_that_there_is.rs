use framework::prelude::*;

#[path_constraint("uuid")]
//~^ ["uuid"] `uuid` is a constraint already; choose another name
fn mine(segment: &str) -> bool {
    segment.len() == 36
}

fn main() {}
