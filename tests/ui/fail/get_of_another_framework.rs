use framework::prelude::*;
#[derive(Default)]
struct Users;
#[controller("/users")]
impl Users {
    #[get("/<id>")]
    //~^ [get] `#[get]` is another framework's; write `#[get_mapping]`
    fn find(&self, id: u32) -> u32 {
        id
    }
}

fn main() {}
