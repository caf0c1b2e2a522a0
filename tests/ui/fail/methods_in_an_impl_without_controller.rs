use framework::prelude::*;
#[derive(Default)]
struct Users;

impl Users {
    #[get_mapping("/users")]
    fn list(&self) -> u8 {
    //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
        1
    }

    #[get_mapping("/users/<id>")]
    fn find(&self, id: u8) -> u8 {
        id
    }
}

fn main() {}
