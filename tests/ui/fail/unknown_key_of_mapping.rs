use framework::prelude::*;

#[get_mapping("/users", produces = "text/plain")]
//~^ [produces] the key `produces` is not understood; known are `rank`, `prefixed`, `body_limit`, `request_timeout`, `on_disconnect`, `crate`
fn list() {}

fn main() {}
