use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> Self {
        Users
    }

    #[construct]
    //~^ [#[construct]] a controller has one constructor; drop this `#[construct]` or the one before
    fn other() -> Self {
        Users
    }
}

fn main() {}
