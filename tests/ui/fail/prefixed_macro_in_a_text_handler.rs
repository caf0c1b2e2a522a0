use framework::{prefixed, prelude::*};

#[get_mapping]
fn page(n: u8) -> String {
    prefixed!("$html:{n}")
    //~^ [prefixed!("$html:{n}")] mismatched types
}

fn main() {}
