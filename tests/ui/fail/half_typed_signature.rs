use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn one(&self, id: ) -> u8 {
    //~^ [)] expected type, found `)`
        1
    }

    #[get_mapping]
    fn two(&self) -> u8 {
        1
    }
}

fn main() {
    Users.two();
}
