use framework::prelude::*;
#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    async pub fn list(&self) -> u8 {
    //~^ [pub] expected one of
        1
    }
}

fn main() {}
