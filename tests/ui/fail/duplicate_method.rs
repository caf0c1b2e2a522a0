use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping("/one")]
    fn find(&self) -> u8 {
        1
    }

    #[get_mapping("/two")]
    fn find(&self) -> u8 {
    //~^ [fn find(&self) -> u8] duplicate definitions with name `find`
        2
    }
}

fn main() {}
