use framework::prelude::*;

#[get_mapping("/users/<id>")]
//~^ ["/users/<id>"] `<id>` has no matching argument
fn find(#[query] id: u8) -> u8 {
    id
}

fn main() {}
