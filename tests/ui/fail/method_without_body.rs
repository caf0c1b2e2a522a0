use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> u8;
    //~^ [fn all(&self) -> u8;] associated function in `impl` without body
}

fn main() {}
