use framework::prelude::*;

#[controller("/users")]
impl String {
    //~^ [String] a controller is a type of the program's own; write `struct Users;`, and `impl Users`
    #[get_mapping]
    fn list(&self) -> usize {
        1
    }
}

fn main() {}
