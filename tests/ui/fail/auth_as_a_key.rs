use framework::prelude::*;

#[get_mapping("/users", auth = true)]
//~^ [auth] the key `auth` is not understood; an argument marked `#[guard]` decides who may pass
fn list() {}

fn main() {}
