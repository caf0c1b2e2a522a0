use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping("/<id")]
    //~^ ["/<id"] `<id` has a `<` without its `>`; write `<id>`
    fn find(&self, id: u8) -> u8 {
        id
    }

    #[get_mapping]
    fn list<T>(&self) {}
    //~^ [T] a handler cannot be generic
}

fn main() {}
