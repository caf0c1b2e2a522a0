use framework::prelude::*;

#[derive(Default)]
struct Users;

struct Others;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> Others {
        //~^ [Others] `#[construct]` must return `Users` or `Result<Users, E>`, not `Others`
        Others
    }
}

fn main() {}
