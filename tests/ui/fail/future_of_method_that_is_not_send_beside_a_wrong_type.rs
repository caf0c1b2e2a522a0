use framework::prelude::*;
use std::rc::Rc;

struct Unsupported;

#[derive(Default)]
struct Things;

#[controller]
impl Things {
    #[get_mapping]
    async fn find(&self, id: Unsupported) -> i32 {
    //~^ [Unsupported] a handler cannot take `Unsupported` as an argument
    // The next error is told when this one is gone: a wrong type may be what cannot change threads.
        let held = (Rc::new(1), id);
        std::future::ready(()).await;
        *held.0
    }
}

fn main() {}
