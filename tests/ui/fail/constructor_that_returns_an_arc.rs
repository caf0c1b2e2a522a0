use std::sync::Arc;

use framework::prelude::*;

struct Users;

#[controller]
impl Users {
    #[construct]
    fn new() -> Arc<Self> {
    //~^ [Arc<Self>] `#[construct]` must return `Users` or `Result<Users, E>`, not `Arc<Users>`
        Arc::new(Users)
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
