use framework::prelude::*;
#[get_mapping("/users/<int:id>")]
//~^ ["/users/<int:id>"] `<int:id>` has a `:` before the constraint; write `<id|int>`
fn find(id: i32) -> i32 {
    id
}

fn main() {}
