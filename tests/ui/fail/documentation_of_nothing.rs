use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }

    /// Nothing follows.
    //~^ [/// Nothing follows.] found a documentation comment that doesn't document anything
}

fn main() {}
