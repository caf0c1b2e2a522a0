use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users/<id>")]
impl Users {
    #[get_mapping("/posts/<id>")]
    //~^ ["/posts/<id>"] `<id>` has the name of an earlier capture; write another name, or none
    fn find(&self, id: u8) -> u8 {
        id
    }
}

fn main() {}
