use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(id) -> u8 {
//~^ [)] expected one of
    id
}

fn main() {}
