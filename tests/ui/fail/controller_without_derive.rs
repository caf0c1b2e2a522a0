use framework::prelude::*;
struct Users;
#[controller("/users")]
impl Users {
//~^ [Users] `Users` cannot be made at start
//~| derive `Default` for `Users`, or mark a function that makes one with `#[construct]`
    #[get_mapping]
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}
