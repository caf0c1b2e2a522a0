use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> impl Future<Output = u32> {
//~^ [impl Future<Output = u32>] a future is no answer; write `async fn`, and return what it gives
    async { 1 }
}

fn main() {}
