use framework::prelude::*;

struct Users;

impl Users {
    #[get_mapping("/users/<id>")]
    fn find(id: u8) -> u8 {
    //~^ [find] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
        id
    }
}

fn main() {}
