use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(id: u8 page: u32) -> u8 {
//~^ [page] expected one of
    id
}

fn main() {}
