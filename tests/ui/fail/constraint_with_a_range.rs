use framework::prelude::*;

#[get_mapping("/users/<id|1..10>")]
//~^ ["/users/<id|1..10>"] `1..10` is not the name of a constraint
fn find(id: u32) -> u32 {
    id
}

fn main() {}
