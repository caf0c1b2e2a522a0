use framework::prelude::*;

#[get_mapping("/users", headers("X-Token"))]
//~^ [headers] the key `headers` is not understood; each is an argument of the handler
fn list() {}

fn main() {}
