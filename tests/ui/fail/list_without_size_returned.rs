use framework::prelude::*;
#[get_mapping("/users")]
fn list() -> [u32] {
//~^ [[u32]] a list has no size of its own; return a `Vec`
    *vec![1]
}

fn main() {}
