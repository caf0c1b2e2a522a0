use framework::prelude::*;

#[get_mapping("/users", limit = "5 MiB")]
//~^ [limit] the key `limit` is not understood; write `body_limit = "10 MiB"`
fn list() {}

fn main() {}
