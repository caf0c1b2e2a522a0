use framework::prelude::*;
use std::cell::Cell;

#[derive(Default)]
struct Counter {
    count: Cell<u32>,
}

#[controller]
impl Counter {
//~^ [Counter] `Counter` cannot be a controller: it cannot be shared by threads
//~| keep what changes in an atomic or a `Mutex`
    #[get_mapping]
    fn count(&self) -> u32 {
        self.count.get()
    }
}

fn main() {}
