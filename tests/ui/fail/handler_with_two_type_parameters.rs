use framework::prelude::*;
#[get_mapping("/users")]
fn list<A, B>(first: A, second: B) -> u8 {
//~^ [A, B] a handler cannot be generic: a request does not say which type is meant; write the type
    1
}

fn main() {}
