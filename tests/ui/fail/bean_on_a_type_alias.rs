use framework::prelude::*;

#[derive(Bean)]
//~^ `derive` may only be applied to `struct`s, `enum`s and `union`s
type Id = u8;

fn main() {}
