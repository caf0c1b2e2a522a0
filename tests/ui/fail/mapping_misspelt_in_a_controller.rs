use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mappings("/all")]
    //~^ [get_mappings] cannot find attribute `get_mappings` in this scope
    fn all(&self) -> u8 {
        1
    }

    #[get_mapping("/one")]
    fn one(&self) -> u8 {
        1
    }
}

fn main() {}
