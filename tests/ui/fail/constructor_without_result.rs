use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() {}
    //~^ [new] `#[construct]` must return `Users` or `Result<Users, E>`, not `()`
}

fn main() {}
