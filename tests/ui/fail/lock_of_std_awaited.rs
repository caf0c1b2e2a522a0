use std::sync::Mutex;

use framework::prelude::*;

#[derive(Default)]
struct Counter {
    count: Mutex<u8>,
}

#[controller]
impl Counter {
    #[get_mapping]
    async fn count(&self) -> u8 {
        *self.count.lock().await
        //~^ [await] `Result<std::sync::MutexGuard<'_, u8>, PoisonError<std::sync::MutexGuard<'_, u8>>>` is not a future
    }
}

fn main() {}
