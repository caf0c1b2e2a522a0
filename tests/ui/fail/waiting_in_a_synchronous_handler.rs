use framework::prelude::*;

async fn helper() -> u8 {
    1
}

#[get_mapping]
fn find() -> u8 {
    helper().await
    //~^ [await] `await` is only allowed inside `async` functions and blocks
}

fn main() {}
