use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping("/<id>")]
    fn find(id: u8, &self) -> u8 {
    //~^ [&self] unexpected `self` parameter
        id
    }
}

fn main() {}
