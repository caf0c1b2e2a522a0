use framework::prelude::*;
#[get_mapping("/users")]
#[tokio::main]
//~^ [tokio::main] `#[tokio::main]` is for `main` alone; drop it: a handler may be an `async fn` as it is
async fn list() -> u8 {
    1
}

fn main() {}
