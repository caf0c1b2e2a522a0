use framework::prelude::*;

#[derive(Parameter)]
#[parameter(own)]
struct Colour(u32);
//~^ [Colour] `Colour` is not made of one text
//~| implement `FromParameter` for `Colour`, or drop `own` and implement `FromStr`

#[get_mapping("/<first>")]
fn red(first: Colour, others: Vec<Colour>, last: Option<Colour>) -> u32 {
    let _ = (others, last);
    first.0
}

fn main() {}
