use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[destruct]
    fn close(&self) -> u8 {
    //~^ [u8] `#[destruct]` must return nothing or `Result<(), E>`, not `u8`
        1
    }
}

fn main() {}
