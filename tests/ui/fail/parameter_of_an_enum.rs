use framework::prelude::*;

#[derive(Parameter)]
enum Colour {
//~^ [Colour] `Colour` cannot be made from a text
//~| an enum of names derives `Bean` instead, and is a parameter by that
    Red,
    Green,
}

#[get_mapping("/colours/<colour>")]
fn find(colour: Colour) -> u8 {
    colour as u8
}

fn main() {}
