use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping("/<id>")]
    fn find(&self, id: u8, #[query] na) -> u8 {
    //~^ [)] expected one of
        id
    }
}

fn main() {}
