use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users", enable = false)]
//~^ [enable] the key `enable` is not understood; did you mean `enabled`?
impl Users {}

fn main() {}
