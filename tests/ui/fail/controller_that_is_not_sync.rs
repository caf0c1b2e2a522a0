use framework::prelude::*;
use std::cell::Cell;

#[derive(Default)]
struct Counter {
    count: Cell<u32>,
}

#[controller]
impl Counter {
//~^ [Counter] cannot be shared between threads safely
    #[get_mapping]
    fn count(&self) -> u32 {
        self.count.get()
    }
}

fn main() {}
