use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[construct]
    fn new() -> Option<Self> {
    //~^ [Option<Self>] `#[construct]` must return `Users` or `Result<Users, E>`, not `std::option::Option<Users>`
        Some(Users)
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
