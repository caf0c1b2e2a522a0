use framework::prelude::*;

#[derive(Bean)]
struct Id(Box<u32>);

#[get_mapping("/<id>")]
fn find(id: Id) {
    //~^ [Id] a handler cannot take `Box<u32>` as an argument
    let _ = id;
}

fn main() {}
