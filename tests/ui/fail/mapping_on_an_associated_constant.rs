use framework::prelude::*;

#[derive(Default)]
struct Users;

#[controller]
impl Users {
    #[get_mapping("/count")]
    const COUNT: u8 = 1;
    //~^ [const] `#[get_mapping]` stands on a function
}

fn main() {}
