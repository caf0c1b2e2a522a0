use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(id: std::) -> u8 {
//~^ [)] expected identifier
    id
}

fn main() {}
