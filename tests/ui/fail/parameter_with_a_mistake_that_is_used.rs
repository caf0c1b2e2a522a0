use framework::prelude::*;
use std::str::FromStr;

#[derive(Parameter)]
#[parameter(owm)]
//~^ [owm] the key `owm` is not understood; did you mean `own`?
struct Colour(u8);

impl FromStr for Colour {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.parse().map(Colour).map_err(drop)
    }
}

#[get_mapping("/colours/<colour>")]
fn find(colour: Colour) -> u8 {
    colour.0
}

fn main() {}
