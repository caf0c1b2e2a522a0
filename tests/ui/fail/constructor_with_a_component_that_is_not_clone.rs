use framework::prelude::*;

struct Pool;

struct Users;

#[controller]
impl Users {
    #[construct]
    fn new(pool: Pool) -> Self {
    //~^ [Pool] `Pool` cannot be a component
        let _ = pool;
        Users
    }

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
