use framework::prelude::*;

#[derive(Bean)]
union Bits {
//~^ [union] a union cannot be a bean; write a struct or an enum
    float: f32,
    integer: u32,
}

fn main() {}
