use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl &Users {
//~^ [&Users] a controller is a type of the program's own; write `struct Users;`, and `impl Users`
    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
