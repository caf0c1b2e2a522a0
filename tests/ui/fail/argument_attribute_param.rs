use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(#[param] id: u32) -> u32 {
//~^ [param] `#[param]` says of no argument where it comes from; drop it: what the pattern captures is taken by its name
    id
}

fn main() {}
