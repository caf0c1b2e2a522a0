use framework::prelude::*;
#[post_mapping("/users")]
fn create(#[body] bytes: [u8]) -> usize {
//~^ [[u8]] a list has no size of its own; write `Vec<T>`, or `&[u8]` for the bytes of the body
    bytes.len()
}

fn main() {}
