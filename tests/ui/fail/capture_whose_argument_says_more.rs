use framework::prelude::*;
#[get_mapping("/users/<id>")]
//~^ ["/users/<id>"] `<id>` has no matching argument; rename `user_id` to `id`, or write `<>`
fn find(user_id: u32) -> u32 {
    user_id
}

fn main() {}
