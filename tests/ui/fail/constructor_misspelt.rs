use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[contruct]
    //~^ [contruct] `#[contruct]` means nothing here; write `#[construct]`
    fn new() -> Self {
        Users
    }
}

fn main() {}
