use framework::prelude::*;

#[get_mapping("/users", hidden)]
//~^ [hidden] the key `hidden` is not understood; write `#[api(hidden)]` beside it
fn list() {}

fn main() {}
