use framework::prelude::*;
use std::rc::Rc;

#[derive(Default)]
struct Things;

#[controller]
impl Things {
    #[get_mapping]
    async fn find(&self, id: i32) -> Result<i32, Invalid> {
    //~^ [find] future cannot be sent between threads safely
        let held = Rc::new(id);
        std::future::ready(()).await;
        Ok(*held)
    }
}

fn main() {}
