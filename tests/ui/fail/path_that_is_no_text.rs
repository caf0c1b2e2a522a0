use framework::prelude::*;

#[get_mapping(42)]
//~^ [42] a path is a text in quotes
fn find() {}

fn main() {}
