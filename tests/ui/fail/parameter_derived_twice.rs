use framework::prelude::*;

#[derive(Parameter, Parameter)]
//~^ [Parameter] `Parameter` is derived twice; keep one
struct Id(u32);

impl std::str::FromStr for Id {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Id)
    }
}

fn main() {}
