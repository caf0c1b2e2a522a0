//! Everything there is, one route each: `cargo run --example tour`, then open <http://127.0.0.1:8550>.

mod site;

use framework::prelude::*;

fn main() -> framework::Result<()> {
    site::app(App::new()).run()
}
