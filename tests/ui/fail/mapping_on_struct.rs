use framework::prelude::*;

#[get_mapping("/users")]
struct Users;
//~^ [struct] stands on a function

fn main() {}
