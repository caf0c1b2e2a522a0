use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[construct]
    fn new() {}
    //~^ [new] `#[construct]` must return `Users` or `Result<Users, E>`, not `()`

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
