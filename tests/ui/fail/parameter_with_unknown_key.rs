use framework::prelude::*;

#[derive(Parameter)]
#[parameter("a colour", onw)]
//~^ [onw] the key `onw` is not understood; did you mean `own`?
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
