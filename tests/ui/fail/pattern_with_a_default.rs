use framework::prelude::*;
#[get_mapping("/users/<id=1>")]
//~^ ["/users/<id=1>"] `<id=1>` has a name that is not a Rust identifier; write one, such as `<id>`
fn find(id: u32) -> u32 {
    id
}

fn main() {}
