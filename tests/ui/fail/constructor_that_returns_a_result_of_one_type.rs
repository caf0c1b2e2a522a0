use framework::prelude::*;
struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new() -> Result<Self> {
    //~^ [Result] enum takes 2 generic arguments
        Ok(Users)
    }
}

fn main() {}
