use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[constructor]
    //~^ [constructor] `#[constructor]` means nothing here; write `#[construct]`
    fn new() -> Self {
        Users
    }
}

fn main() {}
