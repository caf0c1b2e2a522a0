use framework::prelude::*;
#[get_mapping("/users/<id>")]
//~^ ["/users/<id>"] `<id>` has no matching argument; rename `_id` to `id`, or write `<>`
fn find(_id: u32) -> u32 {
    1
}

fn main() {}
