use framework::prelude::*;

#[derive(Parameter)]
struct Id(u8);
//~^ [Id] `Id` cannot be made from a text

#[get_mapping("/<id>")]
fn find(id: Id) -> u8 {
    id.0
}

fn main() {}
