use std::rc::Rc;

use framework::prelude::*;

#[invalid_handler(404)]
async fn page(_: &Invalid) -> String {
//~^ [page] future cannot be sent between threads safely
    let held = Rc::new(1);
    tokio::task::yield_now().await;
    held.to_string()
}

fn main() {}
