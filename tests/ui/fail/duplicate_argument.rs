use framework::prelude::*;

#[get_mapping("/<id>")]
fn find(id: u8, id: u8) -> u8 {
//~^ [id] identifier `id` is bound more than once in this parameter list
    id
}

fn main() {}
