use framework::prelude::*;
use std::{cell::RefCell, rc::Rc};

#[derive(Default)]
struct Counter {
    count: RefCell<u32>,
    shared: Rc<u32>,
}

#[controller("/counter")]
impl Counter {
//~^ [Counter] `Counter` cannot be a controller: it cannot be shared by threads
//~| keep what changes in an atomic or a `Mutex`, not in a `Cell` or a `RefCell`, and share by `Arc`, not by `Rc`
    #[post_mapping]
    async fn count(&self) -> u32 {
        *self.count.borrow_mut() += 1;
        1
    }

    #[get_mapping]
    async fn shown(&self, #[query] times: u32) -> u32 {
        *self.shared * times
    }

    #[destruct]
    async fn close(&self) {}
}

fn main() {}
