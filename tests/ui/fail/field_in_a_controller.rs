use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    count: u8,
    //~^ [:] expected one of `!` or `::`, found `:`

    #[get_mapping]
    fn all(&self) -> u8 {
        1
    }
}

fn main() {}
