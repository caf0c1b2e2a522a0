use framework::prelude::*;
use std::rc::Rc;
#[derive(Default)]
struct Users {
    all: Rc<u32>,
}
#[controller("/users")]
impl Users {
//~^ [Users] `Users` cannot be a controller: it cannot be shared by threads
//~| keep what changes in an atomic or a `Mutex`, not in a `Cell` or a `RefCell`, and share by `Arc`, not by `Rc`
    #[get_mapping]
    fn find(&self) -> u32 {
        *self.all
    }
}

fn main() {}
