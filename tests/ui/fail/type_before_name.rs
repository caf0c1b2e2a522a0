use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(u8 id) -> u8 {
//~^ [id] expected one of
    id
}

fn main() {}
