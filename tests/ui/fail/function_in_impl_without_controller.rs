use framework::prelude::*;

struct Users;

impl Users {
    #[get_mapping("/users/<id>")]
    fn find(id: u8) -> u8 {
    //~^ [find] cannot find function `find` in this scope
        id
    }
}

fn main() {}
