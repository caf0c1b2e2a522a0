use framework::prelude::*;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    async fn new() -> Result<u8, std::io::Error> {
    //~^ [Result<u8, std::io::Error>] `#[construct]` must return `Users` or `Result<Users, E>`
        Ok(1)
    }
}

fn main() {}
