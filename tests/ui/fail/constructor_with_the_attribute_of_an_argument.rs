use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new(#[query] page: u32) -> Self {
    //~^ [#[query]] a constructor is called at start, without a request; drop the attribute
        Users
    }
}

fn main() {}
