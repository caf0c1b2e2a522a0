use framework::prelude::*;
use std::rc::Rc;

#[get_mapping]
async fn find() -> usize {
//~^ [find] future cannot be sent between threads safely
    let held = Rc::new(1);
    std::future::ready(()).await;
    *held
}

fn main() {}
