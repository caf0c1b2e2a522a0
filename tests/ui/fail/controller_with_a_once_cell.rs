use std::cell::OnceCell;

use framework::prelude::*;

#[derive(Default)]
struct Users {
    count: OnceCell<u8>,
}

#[controller]
impl Users {
//~^ [Users] `Users` cannot be a controller: it cannot be shared by threads
    #[get_mapping]
    fn count(&self) -> u8 {
        1
    }
}

fn main() {}
