use framework::prelude::*;
struct Users;
#[get_mapping("/users")]
impl Users {
//~^ [impl] `#[get_mapping]` stands on a function
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}
