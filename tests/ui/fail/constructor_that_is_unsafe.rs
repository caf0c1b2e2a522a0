use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    unsafe fn new() -> Self {
    //~^ [unsafe] the function of `#[construct]` cannot be `unsafe`: it is called at any start; make it safe
        Users
    }
}

fn main() {}
