use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users/<tenant>")]
impl Users {
    #[get_mapping("/<id|int>")]
    //~^ ["/<id|int>"] `<id|int>` has no matching argument; add `id: T` to `find`, or write `<|int>`
    fn find(&self) -> u8 {
        1
    }
}

fn main() {}
