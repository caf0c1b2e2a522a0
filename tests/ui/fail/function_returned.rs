use framework::prelude::*;
#[get_mapping("/users")]
fn find() -> fn() -> u32 {
//~^ [fn() -> u32] a handler cannot return `fn() -> u32`
//~| add `#[derive(Bean)]` to `fn() -> u32` to send it as JSON, or implement `IntoResponse` for it
    || 1
}

fn main() {}
