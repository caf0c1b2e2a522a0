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
    //~^^ [find] cannot be sent between threads safely
        let held = (Rc::new(1), id);
        std::future::ready(()).await;
        *held.0
    }
}

fn main() {}
