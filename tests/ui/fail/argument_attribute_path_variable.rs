use framework::prelude::*;

#[get_mapping("/users/<id>")]
fn find(#[path_variable] id: u32) -> u32 {
//~^ [path_variable] `#[path_variable]` says of no argument where it comes from; drop it
    id
}

fn main() {}
