use framework::prelude::*;
trait Users {}

#[controller("/users")]
impl dyn Users {
//~^ [dyn Users] a controller is a type of the program's own; write `struct Users;`, and `impl Users`
    #[get_mapping]
    fn list(&self) -> u8 {
        1
    }
}

fn main() {}
