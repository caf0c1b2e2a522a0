use framework::prelude::*;

use std::rc::Rc;

struct Users {
    pool: Rc<u8>,
}

#[controller("/users")]
impl Users {
    #[construct]
    fn new(pool: Rc<u8>) -> Self {
        //~^ [Rc<u8>] `Rc<u8>` cannot be a component
        Users { pool }
    }

    #[get_mapping]
    async fn find(&self) -> u8 {
        *self.pool
    }
}

fn main() {}
