use framework::prelude::*;

#[derive(Parameter)]
struct Colour(u32);
//~^ [Colour] `Colour` cannot be made from a text
//~| implement `FromStr` for `Colour`; or implement `FromParameter`, and write `#[parameter(own)]`

#[get_mapping("/<first>")]
fn red(first: Colour, others: Vec<Colour>, last: Option<Colour>) -> u32 {
    let _ = (others, last);
    first.0
}

fn main() {}
