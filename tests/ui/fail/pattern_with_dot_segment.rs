use framework::prelude::*;

#[get_mapping("/users/../admin")]
//~^ ["/users/../admin"] `..` is a dot segment, which matches nothing; write the path without it
fn list() {}

fn main() {}
