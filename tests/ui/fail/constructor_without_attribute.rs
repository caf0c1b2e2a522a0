use framework::prelude::*;
struct Pool;
struct Users {
    pool: Pool,
}
#[controller("/users")]
impl Users {
//~^ [Users] `Users` cannot be made at start
//~| derive `Default` for `Users`, or mark a function that makes one with `#[construct]`
    fn new(pool: Pool) -> Self {
        Users { pool }
    }
    #[get_mapping]
    fn find(&self) -> u32 {
        1
    }
}

fn main() {}
