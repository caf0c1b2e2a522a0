use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> u8 {
    //~^ [u8] `#[construct]` must return `Users` or `Result<Users, E>`, not `u8`
        1
    }

    #[get_mapping]
    fn find(&self) -> u8 {
        1
    }
}

fn main() {}
