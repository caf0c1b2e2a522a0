use framework::prelude::*;

#[get_mapping]
#[blocking]
#[blocking]
//~^ [#[blocking]] `#[blocking]` is there twice; keep one
fn report() {}

fn main() {}
