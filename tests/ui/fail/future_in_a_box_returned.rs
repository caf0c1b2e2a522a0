use std::pin::Pin;

use framework::prelude::*;

#[get_mapping]
fn find() -> Pin<Box<dyn Future<Output = u8> + Send>> {
//~^ [Pin<Box<dyn Future<Output = u8> + Send>>] a future is no answer; write `async fn`, and return what it gives
    Box::pin(async { 1 })
}

fn main() {}
