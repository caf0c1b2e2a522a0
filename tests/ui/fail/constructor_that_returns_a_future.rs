use framework::prelude::*;

struct Users;

#[controller]
impl Users {
    #[construct]
    fn new() -> impl Future<Output = Self> {
    //~^ [impl Future<Output = Self>] `#[construct]` must return `Users` or `Result<Users, E>`, not `impl Future<Output = Users>`
        async { Users }
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
