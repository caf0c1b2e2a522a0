use framework::prelude::*;

#[get_mapping("/users/")]
//~^ ["/users/"] `/users/` ends with a `/`; drop it: write `/users`
fn list() {}

fn main() {}
