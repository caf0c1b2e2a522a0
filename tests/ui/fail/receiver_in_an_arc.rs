use framework::prelude::*;
use std::sync::Arc;

#[derive(Default)]
struct Counter(u32);

#[controller]
impl Counter {
    #[post_mapping]
    fn count(self: Arc<Self>) -> u32 {
    //~^ [self: Arc<Self>] a handler takes `&self`
        self.0
    }
}

fn main() {}
