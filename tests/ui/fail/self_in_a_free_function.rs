use framework::prelude::*;
#[get_mapping("/users")]
fn list(&self) -> u8 {
//~^ [&self] a free function has no `self`; write it into an `impl`, under `#[controller]`
    1
}

fn main() {}
