use framework::prelude::*;

struct Pool;

struct Users;

#[controller("/users")]
impl Users {
    #[construct]
    fn new(pool: Pool) -> Self {
    //~^ [Pool] `Pool` cannot be a component
    //~| `Arc<Pool>`
        let _ = pool;
        Users
    }
}

fn main() {}
