use framework::prelude::*;

#[controller("/users")]
impl u8 {
    //~^ [u8] a controller is a type of the program's own; write `struct Users;`, and `impl Users`
    #[get_mapping]
    fn list(&self) -> usize {
        1
    }
}

fn main() {}
