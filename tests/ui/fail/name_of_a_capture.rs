use framework::prelude::*;

#[get_mapping("/<id>")]
fn find(#[path("id")] id: u8) -> u8 {
//~^ ["id"] a capture has the argument's name; rename the capture or the argument
    id
}

fn main() {}
