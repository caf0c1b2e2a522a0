use framework::prelude::*;

#[derive(Parameter)]
struct Colour(#[parameter("a colour")] u32);
//~^ [#[parameter("a colour")]] a parameter is one text as a whole; put `#[parameter(…)]` on the type

impl std::str::FromStr for Colour {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Colour)
    }
}

fn main() {
    let _ = Colour(0).0;
}
