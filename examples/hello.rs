//! The smallest application.

use framework::prelude::*;

#[get_mapping("/")]
fn hello() -> &'static str {
    "Hello, World!"
}

fn main() -> framework::Result<()> {
    App::new().run()
}
