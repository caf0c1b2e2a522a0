use framework::prelude::*;
use std::rc::Rc;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    async fn new() -> Self {
    //~^ [new] future cannot be sent between threads safely
        let held = Rc::new(1);
        std::future::ready(()).await;
        let _ = held;
        Users
    }
}

fn main() {}
