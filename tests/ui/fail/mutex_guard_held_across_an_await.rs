use framework::prelude::*;
use std::sync::Mutex;
#[derive(Default)]
struct Users {
    all: Mutex<Vec<String>>,
}
#[controller("/users")]
impl Users {
    #[get_mapping]
    async fn find(&self) -> usize {
    //~^ [find] future cannot be sent between threads safely
        let all = self.all.lock().unwrap();
        tokio::task::yield_now().await;
        all.len()
    }
}

fn main() {}
