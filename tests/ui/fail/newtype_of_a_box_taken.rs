use framework::prelude::*;

#[derive(Bean)]
struct Id(Box<u32>);

#[get_mapping("/<id>")]
fn find(id: Id) {
    //~^ [Id] a newtype what may be an argument, without a `Box`
    let _ = id;
}

fn main() {}
