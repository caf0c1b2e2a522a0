use framework::prelude::*;

#[path_constraint("gender")]
struct Gender;
//~^ [struct] expected `fn`

fn main() {}
