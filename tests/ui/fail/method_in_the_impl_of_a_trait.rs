use framework::prelude::*;
trait Users {
    fn list(&self) -> u8;
}

struct All;

impl Users for All {
    #[get_mapping("/users")]
    fn list(&self) -> u8 {
    //~^ [&self] a method's `#[get_mapping]` needs `#[controller]` on its `impl`; put it there
        1
    }
}

fn main() {}
