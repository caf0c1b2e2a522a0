use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new(pool: impl Into<String>) -> Self {
    //~^ [impl Into<String>] a constructor cannot be generic: components are found by their types; write the type
        Users
    }
}

fn main() {}
