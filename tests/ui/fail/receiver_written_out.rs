use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller("/users")]
impl Users {
    #[get_mapping]
    fn list(self: &Self) -> usize {
        //~^ [self: &Self] a handler takes `&self`; write it so
        1
    }
}

fn main() {}
