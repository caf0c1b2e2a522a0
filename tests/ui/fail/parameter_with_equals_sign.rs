use framework::prelude::*;

#[derive(Parameter)]
#[parameter = "a colour"]
//~^ ["a colour"] write `#[parameter("a colour")]`
struct Colour(u32);

impl std::str::FromStr for Colour {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Colour)
    }
}

fn main() {
    let _ = Colour(0).0;
}
