use std::str::FromStr;

use framework::prelude::*;

#[derive(Parameter)]
struct Id<T>(T);

impl<T: FromStr> FromStr for Id<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Id)
    }
}

struct Name;

#[get_mapping("/<id>")]
fn find(id: Id<Name>) {
//~^ [Id<Name>] a handler cannot take `Id<Name>` as an argument
//~| if it is one text and has `FromStr`
    let _ = id.0;
}

fn main() {}
