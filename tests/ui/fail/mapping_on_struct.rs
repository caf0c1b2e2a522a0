use framework::prelude::*;

#[get_mapping("/users")]
struct Users;
//~^ [struct] `#[get_mapping]` stands on a function

fn main() {}
