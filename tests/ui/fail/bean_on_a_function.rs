use framework::prelude::*;

#[derive(Bean)]
//~^ `derive` may only be applied to `struct`s, `enum`s and `union`s
fn find() {}

fn main() {}
