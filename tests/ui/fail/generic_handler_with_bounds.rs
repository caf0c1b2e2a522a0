use framework::prelude::*;
#[get_mapping]
fn find<T>(id: T) -> u32
//~^ [T] a handler cannot be generic: a request does not say which type is meant; write the type
where
    T: Into<u32>,
{
    id.into()
}

fn main() {}
