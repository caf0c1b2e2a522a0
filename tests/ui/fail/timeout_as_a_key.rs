use framework::prelude::*;

#[get_mapping("/users", timeout = "5s")]
//~^ [timeout] the key `timeout` is not understood; write `request_timeout = "5s"`
fn list() {}

fn main() {}
