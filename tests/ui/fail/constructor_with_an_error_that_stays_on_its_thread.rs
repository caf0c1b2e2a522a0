use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[construct]
    fn new() -> Result<Self, Box<dyn std::error::Error>> {
    //~^ [Result<Self, Box<dyn std::error::Error>>] `Box<dyn StdError>` cannot stop the start: it is no error
        Ok(Users)
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
