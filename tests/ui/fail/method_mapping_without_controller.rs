use framework::prelude::*;

#[derive(Default)]
struct Users;

impl Users {
    #[get_mapping("/users/<id>")]
    fn find(&self, #[path] id: u8) -> u8 {
    //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
        id
    }
}

fn main() {}
