use framework::prelude::*;
#[get_mapping("/users/<id|[0-9]+>")]
//~^ `[0-9]+` is not the name of a constraint; write `<id||[0-9]+>` (a regular expression stands after `||`)
fn find(id: u32) -> u32 {
    id
}

fn main() {}
