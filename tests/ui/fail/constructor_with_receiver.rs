use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new(&self) -> Self {
    //~^ [&self] a constructor has no `self`: it makes one
        Users
    }
}

fn main() {}
