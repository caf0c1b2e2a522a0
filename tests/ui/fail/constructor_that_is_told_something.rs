use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct("users")]
    //~^ [#[construct("users")]] `#[construct]` says nothing more; write `#[construct]`
    fn new() -> Self {
        Users
    }
}

fn main() {}
