use framework::prelude::*;

#[get_mapping("/users/<id>/<id>")]
//~^ ["/users/<id>/<id>"] `<id>` has the name of an earlier capture; write another name, or none
fn find(id: u8) -> u8 {
    id
}

fn main() {}
