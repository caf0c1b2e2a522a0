use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    let count = 1;
    //~^ [let] non-item in item list

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
