use framework::prelude::*;

#[get_mapping("/users")]
fn list() -> u8 {
    1
}

#[framework::main]
async fn main() -> framework::Result<()> {
//~^ [async] `App::run` brings a runtime of its own; write `fn main`, or `#[tokio::main]` below, and await `App::start`, then `shutdown_on_signal`
    App::new().run()
}
