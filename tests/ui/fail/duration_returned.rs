use framework::prelude::*;
#[get_mapping]
fn find() -> std::time::Duration {
//~^ [std::time::Duration] a handler cannot return `Duration`
//~| add `#[derive(Bean)]` to `Duration` to send it as JSON, or implement `IntoResponse` for it
    std::time::Duration::ZERO
}

fn main() {}
