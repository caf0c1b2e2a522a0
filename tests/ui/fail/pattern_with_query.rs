use framework::prelude::*;

#[get_mapping("/users?all")]
//~^ ["/users?all"] `?` begins a query
fn list() {}

fn main() {}
