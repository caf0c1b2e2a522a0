use framework::prelude::*;
use std::rc::Rc;
#[get_mapping]
async fn find() -> String {
//~^ [find] future cannot be sent between threads safely
    let text = Rc::new(String::new());
    tokio::task::yield_now().await;
    text.to_string()
}

fn main() {}
