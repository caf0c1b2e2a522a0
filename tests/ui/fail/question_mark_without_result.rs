use framework::prelude::*;

#[get_mapping]
fn find(text: &str) -> u8 {
    text.parse()?
    //~^ [?] the `?` operator can only be used in a function that returns `Result` or `Option` (or another type that implements `FromResidual`)
}

fn main() {}
