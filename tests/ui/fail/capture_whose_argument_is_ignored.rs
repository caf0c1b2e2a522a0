use framework::prelude::*;
#[get_mapping("/users/<id>")]
fn find(_: u32) -> u32 {
//~^ [_] an argument needs a name: it is the parameter's name; take it apart inside the function
    1
}

fn main() {}
