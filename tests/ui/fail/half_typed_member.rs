use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn list(&self) -> u8 {
        1
    }

    #[get_mapping("/<id>")]
    //~^ [#[get_mapping("/<id>")]] expected item after attributes
}

fn main() {}
