use framework::prelude::*;

#[get_mapping("/users", tags("users"))]
//~^ [tags] the key `tags` is not understood; its documentation comment describes it
fn list() {}

fn main() {}
