use framework::prelude::*;

#[controller("/users")]
impl Users {
//~^ [Users] cannot find type `Users` in this scope
    #[get_mapping]
    fn find(&self) {}
}

fn main() {}
